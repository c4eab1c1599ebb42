using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Diagnostics;

namespace ServerSessions.Capture.Consent;

/// <summary>What a request may be used for: by the signals of its browser, the consent functions of the application and the framework's cookie policy.</summary>
internal sealed class ConsentReader(IOptions<SessionTrackingOptions> options, FrameworkConsent framework, ApplicationFaults faults, TimeProvider time)
{
    private const TrackingPurposes OfHasConsent = TrackingPurposes.Analytics | TrackingPurposes.Personalization;

    private readonly CallGate _gate = new(nameof(SessionTrackingOptions.HasConsent), faults, time);
    private readonly Func<HttpContext, bool>? _hasConsent = options.Value.HasConsent;

    /// <summary>The application asks visitors for consent.</summary>
    public bool IsAsked { get; } = options.Value.HasConsent is not null || framework.IsConfigured;

    /// <summary>The browser asks not to be tracked.</summary>
    public static bool AsksNotToBeTracked(HttpContext context) => context.Request.Headers["Sec-GPC"] == "1" || context.Request.Headers["DNT"] == "1";

    /// <summary>What the request may be used for.</summary>
    public TrackingPurposes PurposesOf(HttpContext context, Visit visit) =>
        TrackingPurposes.Security | (RefusesCookie(context, visit) ? TrackingPurposes.None : OfHasConsent);

    /// <summary>No cookie may name this browser.</summary>
    public bool RefusesCookie(HttpContext context, Visit visit) => AsksNotToBeTracked(context) || !HasConsent(context, visit);

    /// <summary>Whether nothing refuses the cookie, as far as is known without calling the application.</summary>
    public bool MayUseCookie(HttpContext context, Visit visit) =>
        !AsksNotToBeTracked(context) && (visit.HasConsent ?? (!IsAsked && FrameworkConsent.FeatureOf(context) is null));

    /// <summary>The visitor has consented, or no consent is needed. The first answer holds for the whole request: all that is recorded of it is of one visitor.</summary>
    public bool HasConsent(HttpContext context, Visit visit) =>
        visit.HasConsent ?? ((!IsAsked && FrameworkConsent.FeatureOf(context) is null) || (visit.HasConsent = Ask(context)).Value);

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
