using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage.Redis;

/// <param name="Name">Its least id and the turn in which it was written: under one name there is one content for ever, or none any more.</param>
/// <param name="Block">The journeys.</param>
internal readonly record struct NamedBlock(byte[] Name, JourneyBlock Block);
