using ServerSessions.Model;
using ServerSessions.Model.Notices;

namespace ServerSessions.Storage.Codec;

/// <summary>A record of a batch: an event, or a signal that brings an event or a notice.</summary>
/// <param name="IsSignal">Whether <paramref name="Kind"/>, <paramref name="Actor"/> and <paramref name="Session"/> mean anything.</param>
/// <param name="Kind">What the subject is.</param>
/// <param name="Actor">The subject; none for a session that is named by its id.</param>
/// <param name="Session">The session that the content belongs to, or the subject.</param>
/// <param name="Event">The event; the default where there is a notice.</param>
internal record struct EventRecord(bool IsSignal, ActorKind Kind, Pseudonym Actor, SessionId Session, RequestEvent Event)
{
    // A field, so that the decoder writes the event in place and those who fold it need no copy.
    public RequestEvent Event = Event;

    /// <summary>What the session stage adds to the event of a signal.</summary>
    public SignalNews? News { get; set; }

    /// <summary>The notice of a signal; null where it brings an event.</summary>
    public Notice? Notice { get; set; }

    public readonly Signal ToSignal() => new(Kind, Actor, Session, Event) { News = News, Notice = Notice };
}
