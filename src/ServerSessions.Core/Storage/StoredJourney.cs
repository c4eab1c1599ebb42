using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage;

/// <summary>A closed journey with the values that indexes need.</summary>
/// <param name="Id">The session's id; it carries start and partition. Storing an id again replaces it.</param>
/// <param name="User">The user; none for anonymous sessions.</param>
/// <param name="Row">The journey as <c>JourneyCodec</c> encodes it; with a table, it has the numbers of shared parts in their place.</param>
/// <param name="Table">Parts that journeys in one block share; null when the row contains its own parts.</param>
internal readonly record struct StoredJourney(SessionId Id, Pseudonym User, ReadOnlyMemory<byte> Row, PartTable? Table = null)
{
    /// <summary>The complete encoded journey, byte for byte as it was stored.</summary>
    public ReadOnlyMemory<byte> Data => Table is null ? Row : Table.Expand(Row);
}
