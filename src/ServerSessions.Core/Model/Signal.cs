using ServerSessions.Model.Notices;

namespace ServerSessions.Model;

/// <summary>
/// What one partition's fold sends to an actor or a session of any partition: an event with the session it belongs to, or a notice. It travels through the
/// outbox to the partition of its subject and is folded there exactly once.
/// </summary>
/// <param name="Kind">What the subject is.</param>
/// <param name="Actor">The subject; none for a session that is named by its id.</param>
/// <param name="Session">The session that the content belongs to, or the subject.</param>
/// <param name="Event">The event; the default where there is a notice.</param>
internal readonly record struct Signal(ActorKind Kind, Pseudonym Actor, SessionId Session, RequestEvent Event)
{
    public Signal(ActorKind kind, Pseudonym actor, SessionId session, Notice notice)
        : this(kind, actor, session, default(RequestEvent)) => Notice = notice;

    /// <summary>What the session stage adds to the event; null for most.</summary>
    public SignalNews? News { get; init; }

    /// <summary>The notice; null where there is an event.</summary>
    public Notice? Notice { get; init; }

    /// <summary>Whether it goes to every partition.</summary>
    public bool IsForAll => Notice is FloodNotice;

    /// <summary>Time of the content, Unix microseconds.</summary>
    public long Time => Notice?.Time ?? Event.Time;
}
