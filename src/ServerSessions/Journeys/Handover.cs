using System.Globalization;
using ServerSessions.Model;

namespace ServerSessions.Journeys;

/// <summary>
/// What two keys of one visit say to each other: the later one asks, the earlier one answers with its session and the declared steps that it reached. They travel
/// as signals to the partition of the key that they are for.
/// </summary>
internal static class Handover
{
    private const string Asks = "continues?";
    private const string Answers = "continues";

    public static bool Is(in RequestEvent e) => e.Is(EventFlags.Notice) && e.Step is Asks or Answers;

    public static bool IsAnswer(in RequestEvent e) => e.Step == Answers;

    /// <summary>A key that changes within a visit: the one before is asked, and one that is about to change says so itself.</summary>
    public static void Link(LiveSession live, in RequestEvent e, EndpointCatalog catalog, List<Signal> signals)
    {
        // A new cookie of which nothing follows has nothing to link, unless a rule waits for what came before.
        if (!live.Before.IsNone && (live.KeyKind != KeyKind.Cookie || !live.IsProvisional || catalog.Find(e.Step) is { Requires: [_, ..] }))
        {
            signals.Add(Question(live.Before, live));
            (live.Asked, live.Before) = (live.Before, default);
        }

        if (e.KeyKind == KeyKind.Daily && e.Is(EventFlags.SignedIn) && !e.AuthSession.IsNone)
            signals.Add(Reply(e.AuthSession, live, e.Time));
    }

    /// <summary>Answers a question where the visit may go on there.</summary>
    /// <returns>Whether the session has changed.</returns>
    public static bool Answer(LiveSession live, in RequestEvent question, JourneySettings settings, List<Signal> signals)
    {
        // The key of the day may be several people: it goes on in one other key.
        if (!SessionRules.Continues(live.IsOpen ? live.LastActive : live.ClosedAt, question.Time, settings.IdleTimeout)
            || (live.KeyKind == KeyKind.Daily && !live.HandedTo.IsNone && live.HandedTo != question.Key))
            return false;
        live.HandedTo = question.Key;
        signals.Add(Reply(question.Key, live, question.Time));
        return true;
    }

    /// <summary>Asks an earlier key.</summary>
    /// <param name="before">The earlier key.</param>
    /// <param name="live">The session that may continue it.</param>
    private static Signal Question(Pseudonym before, LiveSession live) => new(ActorKind.Session, before, live.Id, new RequestEvent
    {
        Key = live.Key,
        KeyKind = live.KeyKind,
        Time = live.Start,
        Step = Asks,
        Flags = EventFlags.Notice | EventFlags.Passive,
    });

    /// <summary>Answers a later key.</summary>
    /// <param name="to">The later key.</param>
    /// <param name="live">The session before, open or just closed.</param>
    /// <param name="time">When the later one takes over, Unix microseconds.</param>
    private static Signal Reply(Pseudonym to, LiveSession live, long time) => new(ActorKind.Session, to, live.IsOpen ? live.Id : live.Closed, new RequestEvent
    {
        Key = live.Key,
        KeyKind = live.KeyKind,
        Time = time,
        Step = Answers,
        Flags = EventFlags.Notice | EventFlags.Passive,
        Detail = new EventDetail
        {
            IsPastUnseen = live.IsPastUnseen,
            Properties = [.. (live.IsOpen ? live.ReachedSteps : live.ReachedEarlier)?.Select(s =>
                KeyValuePair.Create(s.Key, s.Value.ToString(CultureInfo.InvariantCulture))) ?? []],
        },
    });

    /// <summary>Declared steps that the earlier session reached, with the time.</summary>
    public static IEnumerable<(string Step, long Time)> Reached(RequestEvent e)
    {
        foreach (var (step, text) in e.Detail?.Properties ?? [])
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
                yield return (step, time);
    }
}
