using System.Buffers.Binary;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Closed journeys side by side, in the order of their ids: version, what all ids have between time and random bits, the table of parts,
/// then for each journey the milliseconds since the one before, the random half of its id and the length of its row; then the rows. A row begins with
/// what it has: a user, and parts. Most bytes of a journey are times that nothing can shorten, so the block is not compressed, and
/// one journey is read without the others.
/// </summary>
internal sealed class JourneyBlock
{
    public const int HasUser = 1;
    public const int HasParts = 2;
    private const byte Version = 1;

    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly PartTable _table;
    private readonly SessionId[] _ids;
    private readonly int[] _ends;
    private readonly int _rows;

    private JourneyBlock(ReadOnlyMemory<byte> bytes, PartTable table, SessionId[] ids, int[] ends, int rows) =>
        (_bytes, _table, _ids, _ends, _rows) = (bytes, table, ids, ends, rows);

    public ReadOnlySpan<SessionId> Ids => _ids;

    public StoredJourney this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            var row = _bytes.Slice(_rows + start, _ends[index] - start);
            var has = row.Span[0];
            return new StoredJourney(
                _ids[index], (has & HasUser) != 0 ? Pseudonym.Read(row.Span[1..]) : default,
                row[(has & HasUser) != 0 ? (1 + Pseudonym.Size).. : 1..], (has & HasParts) != 0 ? _table : null);
        }
    }

    /// <summary>The journey of an id; null when it is not here.</summary>
    public StoredJourney? Find(SessionId id) => Array.BinarySearch(_ids, id) is >= 0 and var index ? this[index] : null;

    public IEnumerable<StoredJourney> All()
    {
        for (var i = 0; i < _ids.Length; i++)
            yield return this[i];
    }

    /// <exception cref="InvalidMessageException">The bytes are no block.</exception>
    public static JourneyBlock Read(ReadOnlyMemory<byte> bytes)
    {
        var reader = new CompactReader(bytes.Span);
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidMessageException($"A block of journeys of version {version} is stored; this library reads version {Version}.");
        var middle = BinaryPrimitives.ReadUInt16BigEndian(reader.Take(2));
        var table = PartTable.Read(ref reader);
        var count = reader.ReadCount(bytesEach: 10);
        if (count == 0)
            throw new InvalidMessageException("A block without journeys is stored.");
        var (ids, ends) = (new SessionId[count], new int[count]);
        var (time, end) = (0UL, 0);
        Span<byte> id = stackalloc byte[16];
        for (var i = 0; i < count; i++)
        {
            time += reader.ReadNumber();
            BinaryPrimitives.WriteUInt64BigEndian(id, (time << 16) | middle);
            reader.Take(8).CopyTo(id[8..]);
            ids[i] = new SessionId(new Guid(id, bigEndian: true));
            var length = reader.ReadInt32();
            ends[i] = length <= bytes.Length - end ? end += length : throw new InvalidMessageException($"A row of {length} bytes is announced in a block of {bytes.Length}.");
        }

        var rows = reader.Position;
        if (reader.Remaining != end)
            throw new InvalidMessageException($"Rows of {end} bytes are announced, but {reader.Remaining} are left.");
        for (var i = 0; i < count; i++)
        {
            var start = i == 0 ? 0 : ends[i - 1];
            if (ends[i] == start || (ends[i] - start <= Pseudonym.Size && (bytes.Span[rows + start] & HasUser) != 0))
                throw new InvalidMessageException($"A row of {ends[i] - start} bytes is too short.");
        }

        return new JourneyBlock(bytes, table, ids, ends, rows);
    }

    public static void WriteHeader(ByteBuffer buffer, ushort middle)
    {
        buffer.WriteByte(Version);
        BinaryPrimitives.WriteUInt16BigEndian(buffer.GetSpan(2), middle);
        buffer.Advance(2);
    }
}
