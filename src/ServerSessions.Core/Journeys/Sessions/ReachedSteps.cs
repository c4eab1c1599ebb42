using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>The declared steps that a session reached, and those of the key's session before; each with its earliest time, Unix microseconds.</summary>
internal sealed class ReachedSteps
{
    /// <summary>Steps of the open session; null for none.</summary>
    public Dictionary<string, long>? Here { get; set; }

    /// <summary>Steps of the session before; null for none.</summary>
    public Dictionary<string, long>? Earlier { get; set; }

    public void Add(string step, long time)
    {
        Here ??= new Dictionary<string, long>(StringComparer.Ordinal);
        Here[step] = Here.TryGetValue(step, out var earlier) ? Math.Min(earlier, time) : time;
    }

    /// <summary>Whether the open session had reached a step by a time.</summary>
    public bool Contains(string step, long until) => Here is not null && Here.TryGetValue(step, out var time) && time <= until;

    /// <summary>Whether the session before reached a step, not too long before this one began.</summary>
    public bool ContainsEarlier(string step, long start) =>
        Earlier is not null && Earlier.TryGetValue(step, out var time) && start - time <= LiveSession.RestKept.ToMicroseconds();

    /// <summary>The session has closed: what it reached is what was reached before the next one.</summary>
    public void Close() => (Earlier, Here) = (Here, null);
}
