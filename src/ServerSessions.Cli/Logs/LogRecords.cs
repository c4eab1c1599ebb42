namespace ServerSessions.Cli.Logs;

/// <summary>
/// The parsed lines of a log, in blocks, so that a long log is never copied to grow; read by time, then file, then line. Files of one log are
/// in the order of their times, however they were named: a rotated log often ends and goes on within one second.
/// </summary>
internal sealed class LogRecords
{
    private const int BlockBits = 14;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<LogRecord[]> _blocks = [];
    private readonly List<FileRange> _files = [];
    private int[]? _order;
    private bool _ordered = true;
    private long _lastTime = long.MinValue;

    public int Count { get; private set; }

    /// <summary>Marks the end of a file: further records belong to the next one.</summary>
    public void BeginFile() => _files.Add(new FileRange(Count));

    public void Add(in LogRecord record)
    {
        var offset = Count & (BlockSize - 1);
        if (offset == 0)
            _blocks.Add(new LogRecord[BlockSize]);
        _blocks[^1][offset] = record;
        _ordered &= record.Time >= _lastTime;
        _lastTime = record.Time;
        _order = null;
        Count++;
    }

    /// <summary>Gives the records of the newest file that wait for their client one, in the order in which they were added.</summary>
    public void Settle(IEnumerable<int> clients, LogKeys keys)
    {
        var index = _files[^1].Start;
        foreach (var client in clients)
        {
            while (At(index).Key != LogRecord.Pending)
                index++;
            ref var record = ref _blocks[index >> BlockBits][index & (BlockSize - 1)];
            record = record with { Address = client, Key = keys.Of(client, record.Agent, LogRecord.None) };
        }
    }

    /// <summary>Visits all records by time, then file, then line, whatever order they were added in (lines of a file are added by line).</summary>
    public IEnumerable<LogRecord> InOrder()
    {
        _order ??= _ordered ? null : Order();
        for (var position = 0; position < Count; position++)
            yield return At(_order is null ? position : _order[position]);
    }

    private ref readonly LogRecord At(int index) => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    private int[] Order()
    {
        var ranks = Ranks();
        var keys = new (long Time, int File, int Index)[Count];
        var order = new int[Count];
        var file = 0;
        for (var index = 0; index < Count; index++)
        {
            while (file + 1 < _files.Count && _files[file + 1].Start <= index)
                file++;
            keys[index] = (At(index).Time, ranks.Length == 0 ? 0 : ranks[file], index);
        }

        Array.Sort(keys);
        for (var position = 0; position < Count; position++)
            order[position] = keys[position].Index;
        return order;
    }

    // By the time at which a file begins; of those that begin together, the one that ends first was closed first.
    private int[] Ranks()
    {
        var spans = new (long First, long Last, int File)[_files.Count];
        for (var file = 0; file < spans.Length; file++)
        {
            var end = file + 1 < _files.Count ? _files[file + 1].Start : Count;
            var (first, last) = (long.MaxValue, long.MinValue);
            for (var index = _files[file].Start; index < end; index++)
                (first, last) = (Math.Min(first, At(index).Time), Math.Max(last, At(index).Time));
            spans[file] = (first, last, file);
        }

        Array.Sort(spans);
        var ranks = new int[spans.Length];
        for (var rank = 0; rank < spans.Length; rank++)
            ranks[spans[rank].File] = rank;
        return ranks;
    }

    private readonly record struct FileRange(int Start);
}
