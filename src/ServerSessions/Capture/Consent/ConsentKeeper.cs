using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Cookies;
using ServerSessions.Consents;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Consent;

/// <summary>Takes what a person decides in a request: into the cookie that goes out with the answer, and with its proof into the ledger.</summary>
internal sealed class ConsentKeeper(
    IOptions<SessionTrackingOptions> options, ConsentReader reader, ConsentRules rules, ConsentCookie cookie, SessionCookie session, ConsentLedger ledger, UserConsents users,
    Pseudonymizer pseudonyms, UserAgents agents, TimeProvider time)
{
    /// <summary>Maximum time that a sign-in waits for what its user decided before.</summary>
    public static readonly TimeSpan SignInWait = TimeSpan.FromMilliseconds(250);

    /// <summary>Number of withdrawals of a user within a day after which this node has few more journeys erased, until the next day.</summary>
    public const int MaxWithdrawalsOfUser = 64;

    private static readonly Func<object, Task> Write = static state =>
    {
        var (keeper, context, visit) = ((ConsentKeeper, HttpContext, Visit))state;
        keeper.WriteCookie(context, visit);
        return Task.CompletedTask;
    };

    private static readonly Func<object, Task> Merge = static state =>
    {
        var (keeper, context, visit) = ((ConsentKeeper, HttpContext, Visit))state;
        keeper.WriteMerged(context, visit);
        return Task.CompletedTask;
    };

    private static readonly Func<object, Task> SignAnew = static state =>
    {
        var (keeper, context, visit, server) = ((ConsentKeeper, HttpContext, Visit, object?))state;
        keeper.WriteSignedAnew(context, visit, server);
        return Task.CompletedTask;
    };

    private readonly string _version = options.Value.Consent.TextVersion;

    // A script can agree with a fresh cookie as often as it likes. Of all networks together, what is kept is bounded.
    private readonly FloodGate _proofs = new(int.MaxValue, options.Value.Consent.ProofsPerNetwork, TimeSpan.FromDays(1), time);

    // Nor may it, or a user, have journeys searched for without end.
    private readonly FloodGate _withdrawals = new(int.MaxValue, options.Value.Consent.ProofsPerNetwork, TimeSpan.FromDays(1), time);
    private readonly FloodGate _ofUser = new(int.MaxValue, MaxWithdrawalsOfUser, TimeSpan.FromDays(1), time);

    /// <summary>
    /// Has the next answer that no cache may store carry the browser's decision under the current key, where another one signed it: after a rotation of keys, a decision
    /// would be lost with its key. Decision, day and end stay as they are.
    /// </summary>
    public void KeepSigned(HttpContext context, Visit visit)
    {
        if (cookie.IsOfOtherKey(context) && cookie.CanBeSet(context))
            context.Response.OnStarting(SignAnew, (this, context, visit, (object?)context.Features[typeof(IHttpResponseBodyFeature)]));
    }

    /// <summary>Keeps a decision. Nothing is kept where its cookie cannot go out any more.</summary>
    /// <param name="context">The request.</param>
    /// <param name="visit">Its visit.</param>
    /// <param name="granted">The purposes that are agreed to; all others are refused.</param>
    /// <param name="how">How the decision was given.</param>
    /// <param name="sendsCookie">The answer to this request can give a new browser its cookie.</param>
    /// <returns>The decision on its way to storage; null when it was not kept.</returns>
    public DecidedConsent? Decide(HttpContext context, Visit visit, TrackingPurposes granted, string how, bool sendsCookie) =>
        Keep(context, visit, rules.Decide(granted), how, sendsCookie);

    /// <summary>Keeps that some purposes are withdrawn; the others stay as they were decided, or undecided.</summary>
    /// <returns>The decision on its way to storage; null when it was not kept.</returns>
    public DecidedConsent? Withdraw(HttpContext context, Visit visit, TrackingPurposes purposes, string how, bool sendsCookie)
    {
        var decided = reader.DecisionOf(context, visit);
        return Keep(context, visit, rules.Decide(decided.Granted & ~purposes) with { Refused = decided.Refused | (purposes & ConsentDecision.Decidable) }, how, sendsCookie);
    }

    /// <summary>
    /// A user has signed in: what the user decided on another browser is read, for at most <see cref="SignInWait"/>, and joins this browser's decision. The cookie
    /// then carries the stricter of both to every node.
    /// </summary>
    public async ValueTask SignedInAsync(HttpContext context, Visit visit)
    {
        if (!users.IsUsed || visit.UserName is not { IsNone: false } user)
            return;
        await users.LoadAsync(user, SignInWait, context.RequestAborted);
        if (visit.HasEnded || context.Response.HasStarted || visit.Decided is not null)
            return;
        visit.Reconsider();
        context.Response.OnStarting(Merge, (this, context, visit));
    }

    private DecidedConsent? Keep(HttpContext context, Visit visit, ConsentDecision decision, string how, bool sendsCookie)
    {
        if (visit.HasEnded || context.Response.HasStarted || !cookie.CanBeSet(context))
            return null;
        users.IsUsed = true;
        // Nothing could prove the agreement of a browser that may not be named.
        if (ConsentReader.AsksNotToBeTracked(context) && visit.UserName.IsNone)
            decision = decision with { Granted = TrackingPurposes.None };
        var held = reader.EverHeld(context, visit);
        var isFirst = visit.Decided is null;
        visit.Decide(decision);
        MakePrivate(context);
        if (isFirst)
            context.Response.OnStarting(Write, (this, context, visit));
        var (user, at) = (visit.UserName, Cut(time.GetUtcNow()));
        if (!user.IsNone)
            users.Decide(user, decision, at);
        var browser = visit.Cookie?.Key ?? (sendsCookie && visit.Identity is BrowserCookie made ? made.Key : default);
        var entry = new ConsentEntry(at, decision.Granted, decision.Refused, _version, Texts.Cut(how, ConsentTexts.MaxHow));
        var withdrawn = held & decision.Refused;
        var mayWithdraw = !user.IsNone || withdrawn == TrackingPurposes.None || Begins(_withdrawals, context)();
        var decided = new DecidedConsent(entry, browser, user, withdrawn)
        {
            MayBegin = Begins(_proofs, context),
            Erasable = MayErase(user, decision, withdrawn, mayWithdraw) ? rules.Consented(ConsentDecision.Decidable) : TrackingPurposes.None,
            LeavesMark = mayWithdraw,
        };
        if (decision.IsNone)
            decided.Done(ConsentProof.NotNeeded);
        else
            ledger.Add(decided);
        return decided;
    }

    // What a user had agreed to is known for certain only in storage, so each refusal counts.
    private bool MayErase(KeyedName user, ConsentDecision decision, TrackingPurposes withdrawn, bool mayWithdraw) =>
        user.IsNone ? !withdrawn.HasFlag(TrackingPurposes.Analytics) || mayWithdraw
        : !decision.Refused.HasFlag(TrackingPurposes.Analytics) || !_ofUser.Refuses(user.Pseudonym.Low, user.Pseudonym.High);

    private Func<bool> Begins(FloodGate gate, HttpContext context)
    {
        var (network, agent) = (pseudonyms.Network(context.Connection.RemoteIpAddress), agents.Of(context.Request.Headers.UserAgent).Hash);
        return () => !gate.Refuses(network, agent);
    }

    private void WriteCookie(HttpContext context, Visit visit)
    {
        if (visit.Decided is not { } decided)
            return;
        MakePrivate(context);
        context.Response.Headers.CacheControl = "no-store";
        cookie.Write(context, decided);
        if (visit.Cookie is not null && decided.Refused.HasFlag(TrackingPurposes.Analytics))
            session.Delete(context);
    }

    private void WriteMerged(HttpContext context, Visit visit)
    {
        if (visit.Decided is not null || SharedAnswers.MayBeStored(context, server: null))
            return;
        var browsers = cookie.Read(context);
        var merged = reader.DecisionOf(context, visit);
        // Only what is stricter: an agreement that was given on another browser is the user's, and ends with the sign-in.
        if ((merged.Refused & ~browsers.Refused) == TrackingPurposes.None)
            return;
        cookie.Write(context, browsers with { Granted = browsers.Granted & ~merged.Refused, Refused = browsers.Refused | merged.Refused, Day = merged.Day, Text = merged.Text });
        SharedAnswers.MakePrivate(context.Response.Headers);
    }

    private void WriteSignedAnew(HttpContext context, Visit visit, object? server)
    {
        if (visit.Decided is not null || cookie.IsSent(context) || SharedAnswers.MayBeStored(context, server))
            return;
        cookie.Write(context, cookie.Read(context));
        SharedAnswers.MakePrivate(context.Response.Headers);
    }

    // A decision must not be lost because the answer could be cached, and the answer must not bring it to others.
    private static void MakePrivate(HttpContext context)
    {
        if (context.Features[typeof(IOutputCacheFeature)] is IOutputCacheFeature { Context: { } output })
            (output.AllowCacheStorage, output.AllowCacheLookup) = (false, false);
    }

    // Millisecond of the proof: finer times say nothing more, and do not survive every format.
    private static DateTimeOffset Cut(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());
}
