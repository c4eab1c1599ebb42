using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys.Codec;

/// <summary>The parts of a row, read: those of a table once for all rows that share it. The first is the head, the others are steps.</summary>
internal sealed class RowParts(StringPool pool)
{
    private const int MaxRemembered = 4_096;

    private readonly Dictionary<byte[], StepPart> _remembered = new(PartComparer.Instance);
    private readonly Dictionary<byte[], HeadPart> _rememberedHeads = new(PartComparer.Instance);
    private HeadPart?[] _heads = [];
    private StepPart?[] _known = [];
    private StepPart[] _steps = new StepPart[16];
    private PartTable? _table;
    private int _count;

    public HeadPart Head { get; private set; } = null!;

    public int Steps => _count;

    /// <summary>Reads the beginning of a row.</summary>
    public void Read(ref CompactReader row, PartTable? table)
    {
        var count = row.ReadCount();
        if (count == 0)
            throw new InvalidMessageException("A journey without any part is stored.");
        if (table is not null && !ReferenceEquals(table, _table))
            (_table, _heads, _known) = (table, new HeadPart?[table.Count], new StepPart?[table.Count]);
        _count = count - 1;
        if (_steps.Length < _count)
            _steps = new StepPart[2 * _count];
        if (table is null)
        {
            Head = HeadOf(row.ReadSized());
            for (var i = 0; i < _count; i++)
                _steps[i] = StepOf(row.ReadSized());
            return;
        }

        var head = row.ReadIndex(table.Count);
        Head = _heads[head] ??= HeadOf(table[head]);
        for (var i = 0; i < _count; i++)
        {
            var number = row.ReadIndex(table.Count);
            _steps[i] = _known[number] ??= StepOf(table[number]);
        }
    }

    // Tables, and journeys that stand alone, have the same parts again and again.
    private StepPart StepOf(ReadOnlySpan<byte> part)
    {
        var remembered = _remembered.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (remembered.TryGetValue(part, out var known))
            return known;
        var read = StepPart.Read(part, pool);
        if (_remembered.Count < MaxRemembered)
            remembered[part] = read;
        return read;
    }

    private HeadPart HeadOf(ReadOnlySpan<byte> part)
    {
        var remembered = _rememberedHeads.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (remembered.TryGetValue(part, out var known))
            return known;
        var read = HeadPart.Read(part, pool);
        if (_rememberedHeads.Count < MaxRemembered)
            remembered[part] = read;
        return read;
    }

    public StepPart Step(int number) => _steps[number];
}
