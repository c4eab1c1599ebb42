using ServerSessions.Cli.Logs;
using ServerSessions.Journeys.Sessions;

namespace ServerSessions.Cli.Insight;

/// <summary>All lines of steps that were read, in blocks, so that many are never copied to grow.</summary>
internal sealed class StepLog
{
    private const int BlockBits = 14;
    private const int BlockSize = 1 << BlockBits;

    private readonly List<StepRecord[]> _blocks = [];

    public StringTable Sessions { get; } = new();

    public StringTable Names { get; } = new();

    public StringTable Users { get; } = new();

    /// <summary>The user that a session's lines named last, by the session's number.</summary>
    public List<int> UserOf { get; } = [];

    /// <summary>The actor of a session, where its lines name it, by the session's number.</summary>
    public Dictionary<int, SessionActor> Actors { get; } = [];

    public List<ImportedDetail> Details { get; } = [];

    /// <summary>Feature and step of the lines that named a feature.</summary>
    public HashSet<(string Feature, int Name)> Features { get; } = [];

    /// <summary>Variants that lines named, by session.</summary>
    public ImportedExposures Exposures { get; } = new();

    public UnparsedLines Unparsed { get; } = new();

    public int Count { get; private set; }

    public ref readonly StepRecord this[int index] => ref _blocks[index >> BlockBits][index & (BlockSize - 1)];

    public void Add(in StepRecord record)
    {
        if (Count == _blocks.Count * BlockSize)
            _blocks.Add(new StepRecord[BlockSize]);
        _blocks[Count >> BlockBits][Count & (BlockSize - 1)] = record;
        Count++;
    }
}
