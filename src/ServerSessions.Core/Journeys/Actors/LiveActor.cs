using ServerSessions.Detection;
using ServerSessions.Model;

namespace ServerSessions.Journeys.Actors;

/// <summary>What is known about an actor across sessions: only what rules remember.</summary>
internal sealed class LiveActor(Pseudonym id)
{
    private static readonly long SeenFor = TimeSpan.FromMinutes(20).ToMicroseconds();
    private static readonly long KnownFor = TimeSpan.FromDays(7).ToMicroseconds();
    private static readonly long FoundFor = SeenFor + Findings.AlertWindow.ToMicroseconds();

    public Pseudonym Id => id;

    public SubjectState Detection { get; set; } = new();

    /// <summary>The network that brought the actor in, whose share of the room it takes; 0 where that is not known.</summary>
    public ulong Origin { get; init; }

    /// <summary>Whether rules remember what only successful use brings about, so that it has a room of its own.</summary>
    public bool IsKnown { get; set; }

    /// <summary>
    /// The order in which actors are given up, Unix microseconds: what was seen once goes by its time, what was seen again is kept 20 minutes longer, and what was found an
    /// hour longer than that.
    /// </summary>
    public long KeptUntil => Detection.LastSeen + (Detection.IsFound ? FoundFor : Detection.IsSeenOnce ? 0 : SeenFor);

    /// <summary>Whether giving the actor up at this time (Unix microseconds) loses more than old or single events.</summary>
    public bool IsEvidence(long now) => IsKnown ? Detection.LastSeen > now - KnownFor : KeptUntil > now && !Detection.IsSeenOnce;
}
