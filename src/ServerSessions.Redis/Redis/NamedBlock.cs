using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage.Redis;

/// <param name="Name">Its lowest id and the number of the change that wrote it. The content under a name never changes; it can only disappear.</param>
/// <param name="Block">The journeys.</param>
internal readonly record struct NamedBlock(byte[] Name, JourneyBlock Block);
