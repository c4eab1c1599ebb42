using ServerSessions.Model;

namespace ServerSessions.Reports.History;

/// <summary>
/// Makes events of a stored journey again, as far as it holds them. What it does not hold is missing from them, and so rules that live
/// of it stay silent: <see cref="Missing"/>.
/// </summary>
internal static class HistoryEvents
{
    /// <summary>What a stored journey cannot show.</summary>
    public static readonly string[] Missing =
    [
        "the account of an attempt to sign in, and whether an answer of 200 was a wrong password",
        "which path an unmatched request asked for, and whether it is a known probe",
        "which item was asked for (ids in routes and queries)",
        "passive requests, calls of a page's scripts, antiforgery, headers of fetch metadata and the referrer of a step",
        "the times of repeats, which are spread evenly over the step, and steps beyond the first 500",
        "when in the session the user signed in, and a change of address or client within it",
        "sessions of a single request that a flood left out",
    ];

    private const ulong FnvBasis = 0xCBF2_9CE4_8422_2325;
    private const ulong FnvPrime = 0x0000_0100_0000_01B3;
    private const string UnmatchedEnd = " (unmatched)";
    private const int RedirectStatus = 302;

    public static IEnumerable<RequestEvent> Of(Journey journey, EndpointCatalog catalog)
    {
        var network = ulong.TryParse(
            journey.Network, System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var hash) ? hash : 0;
        var agent = Hash(journey.Client);
        for (var i = 0; i < journey.Steps.Count; i++)
        {
            var step = journey.Steps[i];
            var facts = catalog.Find(step.Name);
            var first = step.Time.ToMicroseconds();
            var next = (i + 1 < journey.Steps.Count ? journey.Steps[i + 1].Time : journey.End).ToMicroseconds();
            var each = Math.Max(0, next - first) / step.Count;
            var verb = facts?.Verb ?? VerbOf(step);
            for (var repeat = 0; repeat < step.Count; repeat++)
            {
                var isLast = repeat == step.Count - 1;
                yield return new RequestEvent
                {
                    Key = journey.Key,
                    KeyKind = journey.KeyKind,
                    Time = first + (repeat * each),
                    Duration = step.Server.ToMicroseconds() / step.Count,
                    Step = step.Name,
                    Verb = verb,
                    Status = step.Status,
                    Outcome = step.Outcome,
                    Flags = Flags(step, facts) | (isLast && i == journey.Steps.Count - 1 && journey.Close == CloseReason.SignOut ? EventFlags.SignedOut : 0)
                        | (journey.HasGaps ? EventFlags.Gap : 0),
                    User = journey.User,
                    Network = network,
                    Agent = agent,
                    Place = journey.Place,
                    Client = journey.Client,
                    Detail = Detail(step, facts),
                };
            }

            var landings = step.Landings;
            for (var landing = 0; landing < landings.Count; landing++)
            {
                var (landed, isEnd) = (landings[landing], landing == landings.Count - 1);
                yield return new RequestEvent
                {
                    Key = journey.Key,
                    KeyKind = journey.KeyKind,
                    Time = Math.Min(first + step.Server.ToMicroseconds(), next),
                    Step = landed,
                    Verb = HttpVerb.Get,
                    Status = isEnd ? step.Status : RedirectStatus,
                    Outcome = isEnd ? step.Outcome : Outcome.Redirected,
                    Flags = EventFlags.Navigation | EventFlags.Page | (catalog.Find(landed)?.Flags ?? 0),
                    User = journey.User,
                    Network = network,
                    Agent = agent,
                    Place = journey.Place,
                    Client = journey.Client,
                };
            }
        }
    }

    private static EventFlags Flags(Step step, EndpointFacts? facts) =>
        (facts?.Flags ?? 0)
        | (step.Name.EndsWith(UnmatchedEnd, StringComparison.Ordinal) || (step.Status == 404 && step.Name.Contains("{*", StringComparison.Ordinal)) ? EventFlags.Unmatched : 0)
        | step.Kind switch
        {
            StepKind.Page => EventFlags.Navigation | EventFlags.Page,
            StepKind.Action => EventFlags.Navigation,
            StepKind.Custom => EventFlags.Custom,
            _ => EventFlags.ScriptFetch,
        };

    private static EventDetail? Detail(Step step, EndpointFacts? facts)
    {
        var login = facts is null || (facts.Flags & EventFlags.LoginEndpoint) == 0 || facts.Verb.IsSafe() ? LoginOutcome.None
            : step.Outcome is Outcome.Denied or Outcome.Throttled ? LoginOutcome.Failed
            : LoginOutcome.None;
        if (login == LoginOutcome.None && step.Cause is null && step.Fields.Count == 0 && step.Properties.Count == 0)
            return null;
        return new EventDetail
        {
            Login = login,
            Fields = step.Fields.Count == 0 ? null : [.. step.Fields],
            Properties = step.Properties.Count == 0 ? null : [.. step.Properties],
            Policy = step.Outcome == Outcome.Denied ? step.Cause : null,
            ErrorType = step.Outcome == Outcome.Denied ? null : step.Cause,
            Trace = step.Trace,
        };
    }

    // An event that has no method in its name is a change when its step was an action.
    private static HttpVerb VerbOf(Step step) =>
        step.Name.IndexOf(' ') is > 0 and var space && HttpVerbs.Parse(step.Name[..space]) is var verb && verb != HttpVerb.Other ? verb
        : step.Kind == StepKind.Action ? HttpVerb.Post
        : step.Kind == StepKind.Custom ? HttpVerb.Other
        : HttpVerb.Get;

    // The words of the client stand for the user agent, whose hash is not stored.
    private static ulong Hash(string? text)
    {
        var hash = FnvBasis;
        foreach (var letter in text ?? "")
            hash = (hash ^ letter) * FnvPrime;
        return hash;
    }
}
