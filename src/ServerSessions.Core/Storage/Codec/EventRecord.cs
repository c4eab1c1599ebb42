using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>A record of a batch: an event, or a signal that brings one.</summary>
/// <param name="IsSignal">Whether <paramref name="Kind"/>, <paramref name="Actor"/> and <paramref name="Session"/> mean anything.</param>
/// <param name="Kind">What the actor is.</param>
/// <param name="Actor">Whom it is about.</param>
/// <param name="Session">The session that the event belongs to.</param>
/// <param name="Event">The event.</param>
internal record struct EventRecord(bool IsSignal, ActorKind Kind, Pseudonym Actor, SessionId Session, RequestEvent Event)
{
    // A field, so that the decoder writes the event in place and those who fold it need no copy.
    public RequestEvent Event = Event;

    public readonly Signal ToSignal() => new(Kind, Actor, Session, Event);
}
