using Microsoft.AspNetCore.Http;
using ServerSessions.Model;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Requests;

namespace ServerSessions.Capture.Live;

/// <summary>Claims the nudge of an answer.</summary>
internal sealed class RequestNudges(NudgeClaims claims, RequestJourneys journeys, UserAgents agents, NudgeAlerts alerts)
{
    private const string CrossSite = "cross-site";

    /// <summary>Claims a nudge, and notes which experiments its browser is exposed to.</summary>
    public async Task<IReadOnlyList<ShownNudge>> ClaimAsync(HttpContext context, Visit visit, NudgeChannels channel, bool hasText, CancellationToken cancellationToken)
    {
        if (!MayShow(context, visit, channel) || await visit.ReadJourneyAsync(cancellationToken) is not { IsPartial: false } journey)
            return [];
        // An answer without a nudge is like everybody's, and may be stored.
        if (claims.Candidates(journey, channel, hasText).Count == 0 || !PersonalAnswers.TryProtect(context))
            return [];
        var subject = journeys.SubjectOf(context, visit);
        if (await claims.ClaimAsync(subject.Person, subject.Browser, journey, channel, hasText, cancellationToken) is not { } claim)
            return [];
        visit.Expose(claim.Exposures);
        if (claim.Shown is not { } shown)
            return [];
        if (claim.Alert is { } alert)
            alerts.Raise(alert, subject.Person);
        return [shown];
    }

    /// <summary>Whether a nudge would apply now; it claims nothing.</summary>
    public async Task<bool> IsWaitingAsync(HttpContext context, Visit visit, CancellationToken cancellationToken) =>
        MayShow(context, visit, NudgeChannels.Feed) && await journeys.FindAsync(context: null, visit, cancellationToken) is { IsPartial: false } journey
        && claims.Candidates(journey, NudgeChannels.Feed, hasText: false).Count > 0;

    /// <inheritdoc cref="NudgeClaims.DismissAsync"/>
    public ValueTask<bool> DismissAsync(HttpContext context, Visit visit, string id, CancellationToken cancellationToken) =>
        journeys.SubjectOf(context, visit) is var subject ? claims.DismissAsync(subject.Person, subject.Browser, id, cancellationToken) : default;

    // Nothing is shown that no person may see: what a browser fetches ahead of need, what another site sends for, and crawlers.
    private bool MayShow(HttpContext context, Visit visit, NudgeChannels channel) =>
        claims.HasAny(channel) && visit.Purposes.HasFlag(TrackingPurposes.Personalization)
        && HttpVerbs.Parse(context.Request.Method) is not (HttpVerb.Head or HttpVerb.Options) and var verb && !HeaderFlags.IsFetchedAhead(context.Request.Headers, verb)
        && !(channel == NudgeChannels.Feed && context.Request.Headers["Sec-Fetch-Site"] == CrossSite)
        && !agents.Of(context.Request.Headers.UserAgent).IsBot;
}
