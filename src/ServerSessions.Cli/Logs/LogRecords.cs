namespace ServerSessions.Cli.Logs;

/// <summary>The parsed lines of a log, in blocks, so that a long log is never copied to grow; read by time, then line.</summary>
internal sealed class LogRecords
{
    private const int BlockBits = 14;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<LogRecord[]> _blocks = [];
    private int[]? _order;
    private bool _ordered = true;
    private long _lastTime = long.MinValue;

    public int Count { get; private set; }

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

    /// <summary>Visits all records by time, then line, whatever order they were added in (lines are added by line).</summary>
    public IEnumerable<LogRecord> InOrder()
    {
        _order ??= _ordered ? null : Order();
        for (var position = 0; position < Count; position++)
            yield return At(_order is null ? position : _order[position]);
    }

    private ref readonly LogRecord At(int index) => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    private int[] Order()
    {
        var keys = new (long Time, int Index)[Count];
        var order = new int[Count];
        for (var index = 0; index < Count; index++)
            keys[index] = (At(index).Time, index);
        Array.Sort(keys);
        for (var position = 0; position < Count; position++)
            order[position] = keys[position].Index;
        return order;
    }
}
