using ServerSessions.Model;

namespace ServerSessions.Storage.Codec;

/// <summary>A record of a batch: an event, or a signal that brings one.</summary>
/// <param name="IsSignal">Whether <paramref name="Kind"/>, <paramref name="Actor"/> and <paramref name="Session"/> mean anything.</param>
/// <param name="Kind">What the actor is.</param>
/// <param name="Actor">Whom it is about.</param>
/// <param name="Session">The session that the event belongs to.</param>
/// <param name="Event">The event.</param>
internal readonly record struct EventRecord(bool IsSignal, ActorKind Kind, Pseudonym Actor, SessionId Session, RequestEvent Event)
{
    public Signal ToSignal() => new(Kind, Actor, Session, Event);
}
