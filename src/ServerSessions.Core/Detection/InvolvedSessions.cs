
namespace ServerSessions.Detection;

/// <summary>
/// Chooses the sessions that receive a notice of an attack by an actor: each session with an event that counts, whatever the order in which partitions deliver events.
/// A mark leads to one notice for each alert and each rise of its severity, so a flood sends as many notices as it has events.
/// </summary>
internal static class InvolvedSessions
{
    /// <summary>The sessions without a notice of the open alert; its marks then have one. Null for none.</summary>
    /// <param name="memory">The rule's memory of the actor.</param>
    /// <param name="context">The event.</param>
    /// <param name="evidence">The marks that the rule states as evidence.</param>
    /// <param name="isNew">Whether the alert is new.</param>
    /// <param name="isNews">Whether the alert is new or its severity has risen: then every session with evidence receives a notice.</param>
    public static List<SessionId>? Take(DetectorMemory memory, DetectorContext context, IReadOnlyList<Mark> evidence, bool isNew, bool isNews)
    {
        var sessions = isNews ? [.. evidence.Where(IsOwn).Select(m => m.Session)] : Joining(memory, evidence);
        if (context.CountsUnkept && IsOwn(context.Mark()) && !evidence.Any(m => m.Notified && m.Session == context.Session))
            sessions.Add(context.Session);
        if (isNews || evidence.Any(m => !m.Notified))
        {
            var counted = evidence.Select(m => (m.Time, m.Session)).ToHashSet();
            memory.Notify(m => counted.Contains((m.Time, m.Session)), isNew);
        }

        return sessions.Count == 0 ? null : [.. sessions.Distinct()];
    }

    private static List<SessionId> Joining(DetectorMemory memory, IReadOnlyList<Mark> evidence)
    {
        var unnotified = evidence.Where(m => IsOwn(m) && !m.Notified).ToList();
        if (unnotified.Count == 0)
            return [];
        var notified = evidence.Where(m => m.Notified).Select(m => m.Session).ToHashSet();
        // Evidence that a rule makes up anew in each run cannot be noted as notified: the newest piece of it counts.
        var kept = memory.Marks.Select(m => (m.Time, m.Session)).ToHashSet();
        return [.. unnotified.Where(m => !notified.Contains(m.Session) && (kept.Contains((m.Time, m.Session)) || IsNewestOfAnother(m, evidence))).Select(m => m.Session)];
    }

    private static bool IsNewestOfAnother(in Mark mark, IReadOnlyList<Mark> evidence) =>
        mark == evidence[^1] && (evidence.Count == 1 || evidence[^2].Session != mark.Session);

    private static bool IsOwn(Mark mark) => !mark.Induced && mark.Session != default;
}
