using ServerSessions.Diagnostics;

namespace ServerSessions.Capture.Queue;

/// <summary>A session that is shed.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Made">The minute in which its cookie was made; 0 for a key without one.</param>
/// <param name="Reached">Declared predecessors that its requests reached; null for none.</param>
/// <param name="CameBack">More than its first request was shed.</param>
internal readonly record struct ShedSession(DropReason Reason, int Made, string[]? Reached, bool CameBack = false)
{
    private const int MaxReached = 16;

    /// <summary>It reached more declared predecessors than are remembered.</summary>
    public bool HasMore => Reached is { Length: > MaxReached };

    /// <summary>One more request of it is shed.</summary>
    public ShedSession With(string? reached) => this with
    {
        CameBack = true,
        Reached = reached is null || HasMore || Reached?.Contains(reached) == true ? Reached : [.. Reached ?? [], reached],
    };
}
