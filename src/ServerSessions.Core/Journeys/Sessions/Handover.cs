using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// What two keys of one visit say to each other: the later one asks, the earlier one answers with its session and the declared steps that it reached, and a form of
/// another site, which has no session of its own, with its step. They travel as signals to the partition of the key that they are for.
/// </summary>
internal static class Handover
{
    private const string Asks = "continues?";
    private const string Answers = "continues";

    public static bool Is(in RequestEvent e) => e.Is(EventFlags.Notice) && (e.Step is Asks or Answers || IsStep(e));

    /// <summary>The step of a form of another site, which is part of the session that it is sent to.</summary>
    public static bool IsStep(in RequestEvent e) => e.KeyKind == KeyKind.CrossSite;

    public static bool IsAnswer(in RequestEvent e) => e.Step == Answers;

    /// <summary>Asks an earlier key.</summary>
    /// <param name="before">The earlier key.</param>
    /// <param name="live">The session that may continue it.</param>
    /// <param name="time">When that session's key took over, Unix microseconds.</param>
    public static Signal Question(Pseudonym before, LiveSession live, long time) => new(ActorKind.Session, before, live.Id, new RequestEvent
    {
        Key = live.Key,
        KeyKind = live.KeyKind,
        Time = time,
        Step = Asks,
        Flags = EventFlags.Notice | EventFlags.Passive,
    });

    /// <summary>Answers a later key.</summary>
    /// <param name="to">The later key.</param>
    /// <param name="live">The state of the earlier one.</param>
    /// <param name="previous">Its session.</param>
    /// <param name="reached">The declared steps that this session reached.</param>
    /// <param name="time">When the later key took over, Unix microseconds.</param>
    public static Signal Reply(Pseudonym to, LiveSession live, SessionId previous, Dictionary<string, long>? reached, long time) => new(
        ActorKind.Session, to, previous, new RequestEvent
        {
            Key = live.Key,
            KeyKind = live.KeyKind,
            Time = time,
            Step = Answers,
            Flags = EventFlags.Notice | EventFlags.Passive,
            Detail = new EventDetail
            {
                IsPastUnseen = live.IsPastUnseen,
                Properties = [.. reached?.Select(s => KeyValuePair.Create(s.Key, s.Value.ToString(CultureInfo.InvariantCulture))) ?? []],
            },
        });

    /// <summary>Hands a step of a form of another site to the session that it belongs to.</summary>
    /// <param name="to">The key of that session.</param>
    /// <param name="live">What is kept of the form.</param>
    /// <param name="raw">Its request, or what the application recorded in it.</param>
    public static Signal Step(Pseudonym to, LiveSession live, in RawStep raw)
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
            Flags = raw.Flags | EventFlags.Notice,
            Parameters = raw.Parameters,
            Path = raw.Path,
            Detail = new EventDetail
            {
                Fields = isRequest ? raw.Fields : null,
                ErrorType = raw.Cause,
                Trace = raw.Trace,
                Referrer = isRequest ? live.Referrer : null,
                Properties = isRequest
                    ? [.. FeatureFlags.Write([.. live.Exposures.Select(x => (x.Experiment, x.Variant))]), .. RefusedFeatures.Write(live.Refused)]
                    : [.. RawStep.Properties(raw.Fields)],
            },
        });
    }

    /// <summary>The event that <see cref="Step"/> brings.</summary>
    public static RequestEvent Handed(in RequestEvent e) => e with { Flags = e.Flags & ~EventFlags.Notice };

    /// <summary>Declared steps that the earlier session reached, with the time.</summary>
    public static IEnumerable<(string Step, long Time)> Reached(RequestEvent e)
    {
        foreach (var (step, text) in e.Detail?.Properties ?? [])
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
                yield return (step, time);
    }
}
