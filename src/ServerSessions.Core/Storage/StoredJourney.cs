using ServerSessions.Storage.Codec;

namespace ServerSessions.Storage;

/// <summary>A closed journey with what the indexes need of it.</summary>
/// <param name="Id">The session's id; it carries start and partition. Storing an id again replaces it.</param>
/// <param name="User">Whose it is; none for anonymous sessions.</param>
/// <param name="Row">What <c>JourneyCodec</c> wrote; where there is a table, with the numbers of its parts in place of them.</param>
/// <param name="Table">Parts that journeys stored together share; null: the row has its own.</param>
internal readonly record struct StoredJourney(SessionId Id, Pseudonym User, ReadOnlyMemory<byte> Row, PartTable? Table = null)
{
    /// <summary>What was given to be stored, byte for byte.</summary>
    public ReadOnlyMemory<byte> Data => Table is null ? Row : Table.Expand(Row);
}
