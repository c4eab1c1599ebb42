using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// The step of a form of another site, which has no session of its own, on its way to the session that it belongs to: an event in a signal to a session.
/// </summary>
internal static class HandedStep
{
    /// <param name="to">The key of the session that it belongs to.</param>
    /// <param name="live">What is kept of the form.</param>
    /// <param name="raw">Its request, or what the application recorded in it.</param>
    public static Signal Of(Pseudonym to, LiveSession live, in RawStep raw)
    {
        var isRequest = !raw.Is(EventFlags.Custom);
        return new(ActorKind.Session, to, live.Id, new RequestEvent
        {
            Key = live.Key,
            KeyKind = live.KeyKind,
            Time = raw.Time,
            Duration = raw.Duration,
            Step = raw.Name,
            Verb = raw.Verb,
            Status = raw.Status,
            Outcome = raw.Outcome,
            Flags = raw.Flags,
            Parameters = raw.Parameters,
            Path = raw.Path,
            Detail = new EventDetail
            {
                Fields = isRequest ? raw.Fields : null,
                ErrorType = raw.Cause,
                Trace = raw.Trace,
                Referrer = isRequest ? live.Referrer : null,
                Properties = isRequest
                    ? [.. FeatureFlags.Write([.. live.Exposures.Select(x => (x.Experiment, x.Variant))]), .. RefusedFeatures.Write(live.Refused), .. CampaignFacts.Write(live.Campaign), .. TraitFacts.Write(live.UserTraits)]
                    : [.. RawStep.Properties(raw.Fields)],
            },
        });
    }
}
