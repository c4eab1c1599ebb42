using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ServerSessions.Storage.Codec;

/// <summary>Makes blocks of journeys, which are given in the order of their ids and are all of one partition.</summary>
internal sealed class JourneyBlockWriter
{
    // Milliseconds, random half, length, what it has.
    private const int BytesBeside = 3 + 8 + 2 + 1;
    private const int BytesAPart = 3;

    private readonly Dictionary<ReadOnlyMemory<byte>, int> _numbers = new(PartComparer.Instance);
    private readonly List<ReadOnlyMemory<byte>> _parts = [];
    private readonly List<StoredJourney> _journeys = [];
    private readonly List<int> _used = [];
    private readonly List<(int Parts, ReadOnlyMemory<byte> Body)> _rows = [];
    private int[] _known = [];
    private PartTable? _table;
    private int _bytes;

    /// <summary>Cuts journeys into blocks of a maximum size in bytes, unless a single journey is larger.</summary>
    public static List<(SessionId First, byte[] Block)> Cut(IReadOnlyList<StoredJourney> journeys, int maxBytes)
    {
        var blocks = new List<(SessionId, byte[])>();
        var writer = new JourneyBlockWriter();
        foreach (var journey in journeys)
        {
            if (writer.TryAdd(journey, maxBytes))
                continue;
            blocks.Add((writer._journeys[0].Id, writer.Finish()));
            writer = new JourneyBlockWriter();
            writer.TryAdd(journey, int.MaxValue);
        }

        if (journeys.Count > 0)
            blocks.Add((writer._journeys[0].Id, writer.Finish()));
        return blocks;
    }

    private bool TryAdd(in StoredJourney journey, int maxBytes)
    {
        if (_journeys.Count > 0 && _journeys[0].Id.Partition != journey.Id.Partition)
            return false;
        var before = (_parts.Count, _used.Count, _bytes);
        var row = Row(journey);
        _bytes += BytesBeside + (journey.User.IsNone ? 0 : Pseudonym.Size) + (2 * Math.Max(row.Parts, 0)) + row.Body.Length;
        if (_bytes > maxBytes && _journeys.Count > 0)
        {
            TakeBack(before);
            return false;
        }

        _journeys.Add(journey);
        _rows.Add(row);
        return true;
    }

    // A row that does not begin with parts is kept as it is.
    private (int Parts, ReadOnlyMemory<byte> Body) Row(in StoredJourney journey)
    {
        var before = (_parts.Count, _used.Count, _bytes);
        try
        {
            var reader = new CompactReader(journey.Row.Span);
            var count = reader.ReadCount();
            Use(journey.Table);
            for (var i = 0; i < count; i++)
                _used.Add(journey.Table is { } table ? Known(table, reader.ReadIndex(table.Count)) : Own(ref reader, journey.Row));
            return (count, journey.Row[reader.Position..]);
        }
        catch (InvalidMessageException) when (journey.Table is null)
        {
            TakeBack(before);
            return (-1, journey.Row);
        }
    }

    private void TakeBack((int Parts, int Used, int Bytes) to)
    {
        for (; _parts.Count > to.Parts; _parts.RemoveAt(_parts.Count - 1))
            _numbers.Remove(_parts[^1]);
        CollectionsMarshal.SetCount(_used, to.Used);
        _bytes = to.Bytes;
    }

    private int Own(ref CompactReader reader, ReadOnlyMemory<byte> row)
    {
        var length = reader.ReadSized().Length;
        return Number(row.Slice(reader.Position - length, length));
    }

    private void Use(PartTable? table)
    {
        if (table is null || ReferenceEquals(table, _table))
            return;
        _table = table;
        _known = new int[table.Count];
    }

    // Journeys that were removed in the meantime are entered again.
    private int Known(PartTable table, int number) =>
        _known[number] is var known and > 0 && known <= _parts.Count && _parts[known - 1].Equals(table.Memory(number))
            ? known - 1
            : (_known[number] = Number(table.Memory(number)) + 1) - 1;

    private int Number(ReadOnlyMemory<byte> part)
    {
        if (_numbers.TryGetValue(part, out var number))
            return number;
        _numbers.Add(part, _parts.Count);
        _parts.Add(part);
        _bytes += BytesAPart + part.Length;
        return _parts.Count - 1;
    }

    private byte[] Finish()
    {
        var order = Enumerable.Range(0, _parts.Count).OrderBy(n => _parts[n], PartComparer.Instance).ToArray();
        var numbers = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            numbers[order[i]] = i;
        var (block, rows) = (new ByteBuffer(), new ByteBuffer());
        Span<byte> id = stackalloc byte[16];
        var (time, used) = (0UL, 0);
        for (var i = 0; i < _journeys.Count; i++)
        {
            _journeys[i].Id.Value.TryWriteBytes(id, bigEndian: true, out _);
            if (i == 0)
            {
                JourneyBlock.WriteHeader(block, BinaryPrimitives.ReadUInt16BigEndian(id[6..]));
                PartTable.Write(block, [.. order.Select(n => _parts[n])]);
                block.WriteNumber(_journeys.Count);
            }

            var start = rows.Count;
            var (parts, body) = _rows[i];
            rows.WriteByte((byte)((_journeys[i].User.IsNone ? 0 : JourneyBlock.HasUser) | (parts >= 0 ? JourneyBlock.HasParts : 0)));
            if (!_journeys[i].User.IsNone)
                rows.Write(_journeys[i].User);
            if (parts >= 0)
                rows.WriteNumber(parts);
            for (; parts > 0; parts--)
                rows.WriteNumber(numbers[_used[used++]]);
            rows.Write(body.Span);
            var now = BinaryPrimitives.ReadUInt64BigEndian(id) >> 16;
            block.WriteNumber(now - time);
            time = now;
            block.Write(id[8..]);
            block.WriteNumber(rows.Count - start);
        }

        block.Write(rows.Written);
        return block.Written.ToArray();
    }
}
