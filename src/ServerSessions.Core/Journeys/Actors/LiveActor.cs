using ServerSessions.Detection;

namespace ServerSessions.Journeys.Actors;

/// <summary>What is known about an actor across sessions: only what rules remember.</summary>
internal sealed class LiveActor(Pseudonym id)
{
    public Pseudonym Id => id;

    public SubjectState Detection { get; set; } = new();
}
