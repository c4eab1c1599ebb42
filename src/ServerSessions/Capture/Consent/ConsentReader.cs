using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Consents;
using ServerSessions.Diagnostics;

namespace ServerSessions.Capture.Consent;

/// <summary>
/// What a request may be used for: by the signals of its browser, the person's decision (the browser's and the user's), the consent function of the application and the
/// framework's cookie policy. The strictest wins.
/// </summary>
internal sealed class ConsentReader(
    IOptions<SessionTrackingOptions> options, FrameworkConsent framework, ConsentRules rules, ConsentCookie cookie, UserConsents users, ApplicationFaults faults, TimeProvider time)
{
    private readonly CallGate _gate = new(nameof(SessionTrackingOptions.HasConsent), faults, time);
    private readonly Func<HttpContext, bool>? _hasConsent = options.Value.HasConsent;

    /// <summary>Visitors may be without consent that come with it later.</summary>
    public bool IsAsked { get; } = options.Value.HasConsent is not null || framework.IsConfigured || rules.ModeOf(TrackingPurposes.Analytics) != ConsentMode.NotRequired;

    /// <summary>The browser asks not to be tracked.</summary>
    public static bool AsksNotToBeTracked(HttpContext context) => context.Request.Headers["Sec-GPC"] == "1" || context.Request.Headers["DNT"] == "1";

    /// <summary>What the request may be used for.</summary>
    public TrackingPurposes PurposesOf(HttpContext context, Visit visit) =>
        AsksNotToBeTracked(context) ? TrackingPurposes.Security : Allowed(context, visit);

    /// <summary>No cookie may name this browser.</summary>
    public bool RefusesCookie(HttpContext context, Visit visit) => AsksNotToBeTracked(context) || !HasConsent(context, visit);

    /// <summary>Whether nothing refuses the cookie, as far as is known without calling the application.</summary>
    public bool MayUseCookie(HttpContext context, Visit visit) =>
        !AsksNotToBeTracked(context)
        && (visit.Allowed is { } allowed ? allowed.HasFlag(TrackingPurposes.Analytics)
            : _hasConsent is null && !framework.IsConfigured && FrameworkConsent.FeatureOf(context) is null && rules.HeldBy(BrowsersOf(context, visit)).HasFlag(TrackingPurposes.Analytics));

    /// <summary>The visitor has consented to the cookie, or no consent is needed.</summary>
    public bool HasConsent(HttpContext context, Visit visit) => Allowed(context, visit).HasFlag(TrackingPurposes.Analytics);

    /// <summary>Whether the person is to be asked.</summary>
    public bool NeedsAnswer(HttpContext context, Visit visit) => !AsksNotToBeTracked(context) && rules.NeedsAnswer(DecisionOf(context, visit));

    /// <summary>The decision that counts, as far as it is valid: the browser's and, of a signed-in user, the user's.</summary>
    public ConsentDecision DecisionOf(HttpContext context, Visit visit)
    {
        // A decision of this request is the person's newest, on this browser and as this user.
        if (visit.Decided is { } decided)
            return decided;
        var browsers = BrowsersOf(context, visit);
        return users.IsUsed && visit.UserName is { IsNone: false } user && users.Find(user) is { IsNone: false } person ? browsers.And(rules.Valid(person)) : browsers;
    }

    /// <summary>
    /// The purposes that something of this browser or user may rest on, whatever counts in this request: signals of the browser, a new text or the age of an agreement leave
    /// what was recorded before. A user that this node has not read yet is not in it.
    /// </summary>
    public TrackingPurposes EverHeld(HttpContext context, Visit visit)
    {
        if (visit.Decided is { } decided)
            return rules.HeldBy(decided);
        var held = rules.HeldBy(cookie.Read(context));
        return visit.UserName is { IsNone: false } user ? held | rules.HeldBy(users.Find(user) ?? default) : held;
    }

    private ConsentDecision BrowsersOf(HttpContext context, Visit visit) => visit.Decided ?? rules.Valid(cookie.Read(context));

    // The first answer holds for the whole request, unless the person decides within it: all that is recorded of it is of one visitor.
    private TrackingPurposes Allowed(HttpContext context, Visit visit)
    {
        if (visit.Allowed is { } known)
            return known;
        var held = rules.HeldBy(DecisionOf(context, visit));
        if ((_hasConsent is not null || framework.IsConfigured || FrameworkConsent.FeatureOf(context) is not null) && !Ask(context))
            held = TrackingPurposes.Security;
        visit.Allowed = held;
        return held;
    }

    // Without an answer there is no consent, and the request goes on.
    private bool Ask(HttpContext context)
    {
        if (!_gate.TryEnter(out var call))
            return false;
        try
        {
            return (_hasConsent is null || _hasConsent(context)) && framework.Allows(context);
        }
        catch (Exception exception)
        {
            faults.Count(_gate.Part, exception);
            return false;
        }
        finally
        {
            _gate.Leave(call);
        }
    }
}
