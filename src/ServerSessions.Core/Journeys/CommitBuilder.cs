using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Journeys;

/// <summary>Makes a storage commit of what the fold has changed.</summary>
internal sealed class CommitBuilder(int partitions, Func<string, int> capacity)
{
    public const string AlertTable = AlertJson.Table;

    /// <summary>Rollups of the whole site, and of suppressed alerts.</summary>
    public const string SiteFold = "site";
    public const string SuppressedFold = "suppressed";

    private const int SignalsPerBatch = 256;
    private const int ReportsPerItem = 64;
    private const int BytesPerBuffer = 256 * 1024;

    private readonly StringPool _pool = new();
    private readonly EventBatchEncoder _encoder = new();
    private ByteBuffer _states = new();
    private LiveSessionCodec? _sessions;
    private LiveActorCodec? _actors;
    private JourneyCodec? _journeys;

    private LiveSessionCodec Sessions => _sessions ??= new LiveSessionCodec(_pool, capacity);
    private LiveActorCodec Actors => _actors ??= new LiveActorCodec(_pool, capacity);
    private JourneyCodec Journeys => _journeys ??= new JourneyCodec(_pool);

    /// <summary>Loads a stored state into a fold.</summary>
    public void Restore(PartitionFold fold, LiveEntry entry)
    {
        if (entry.Key.Kind != ActorKind.Session)
        {
            fold.Restore(entry.Key.Kind, Actors.Decode(entry.State));
            return;
        }

        fold.Restore(Sessions.Decode(entry.State));
        // The state says what the index has: both were written by one commit.
        if (LiveSessionCodec.Peek(entry.State) is { IsHidden: false } head && head.Id != default)
            fold.OpenEntries.Restore(new OpenSession(head.Id, entry.Key.Id, head.User));
    }

    /// <summary>The commit's live states are in this builder's own buffer and good until it builds the next one.</summary>
    /// <exception cref="InvalidOperationException">Evidence for closed sessions waits for <see cref="ClosedSessions"/>, and would be lost.</exception>
    public PartitionCommit Build(PartitionFold fold, long revision, StreamPosition offset, string catalog, IReadOnlyList<DeadLetter> dead)
    {
        var changes = fold.Changes;
        fold.ReportProgress();
        if (changes.AwaitsClosed)
            throw new InvalidOperationException("Evidence or verdicts about closed sessions were not taken into their journeys before the commit.");
        var (opened, ended) = fold.OpenEntries.Update(changes.Live.Where(key => key.Kind == ActorKind.Session).Select(key => key.Id), fold.Session);
        return new PartitionCommit
        {
            Revision = revision,
            Offset = offset,
            Live = States(fold, changes.Live),
            Opened = opened,
            Ended = ended,
            Closed = [.. changes.Closed.Select(j => Journeys.Encode(j))],
            Rollups = [.. Rollups(SiteFold, changes.Site), .. Rollups(SuppressedFold, changes.Suppressed), .. changes.Rollups.SelectMany(piece => Deltas(piece.Key.Rollup, piece.Key.Hour, piece.Value, changes.Removed.GetValueOrDefault(piece.Key)))],
            Documents = [
                .. changes.Alerts.Values.Select(a => new Document(AlertTable, a.Alert.Id, a.Alert.Finding.Raised.ToUnixTimeMilliseconds(), 0, AlertJson.Encode(a.Alert))),
                .. changes.Erasures.Values.Select(e => e.ToDocument())],
            Outbox = [.. Signals(changes, catalog), .. Alerts(changes), .. UserIndex(changes), .. Progress(changes),
                .. changes.Candidates.Select(s => new OutboxItem(OutboxKind.Candidate, -1, 0, 1, s.Encode()))],
            Dead = dead,
            ClosedEarly = changes.ClosedEarly,
            Unremembered = changes.Unremembered,
            GivenUpAt = changes.GivenUpAt,
            Open = fold.Open,
        };
    }

    /// <summary>The names of all that commits roll up.</summary>
    public static IReadOnlyList<string> Rollups(InsightSettings insights) => [.. Rollup.All(insights).Select(r => r.Name), SiteFold, SuppressedFold];

    // Fields that come out even change nothing.
    private static IEnumerable<RollupDelta> Deltas(Rollup rollup, long hour, IRollupFold piece, Dictionary<string, long>? removed) =>
        (removed is null ? piece.Fields : piece.Fields.Concat(removed.Select(f => KeyValuePair.Create(f.Key, -f.Value)))
            .GroupBy(f => f.Key, f => f.Value, StringComparer.Ordinal).Select(g => KeyValuePair.Create(g.Key, g.Sum())).Where(f => f.Value != 0))
        .Select(f => new RollupDelta(rollup.Name, hour, f.Key, f.Value, RollupMerge.Add, rollup.KeptDays));

    private static IEnumerable<RollupDelta> Rollups(string fold, Dictionary<(long Hour, string Field), long> counts) =>
        counts.Select(c => new RollupDelta(fold, c.Key.Hour, c.Key.Field, c.Value, RollupMerge.Add));

    private LiveEntry[] States(PartitionFold fold, HashSet<LiveKey> changed)
    {
        if (changed.Count == 0)
            return [];
        _states.Clear();
        var entries = new LiveEntry[changed.Count];
        var at = 0;
        foreach (var key in changed)
            entries[at++] = new LiveEntry(key, State(fold, key));
        return entries;
    }

    // A slice of a buffer keeps its content when the buffer grows. A commit of many sessions gets several buffers, so that none is kept that was needed once.
    private ReadOnlyMemory<byte> State(PartitionFold fold, LiveKey key)
    {
        if (key.Kind != ActorKind.Session)
            return fold.Actor(key) is { } actor ? Actors.Encode(actor) : default;
        if (fold.Session(key.Id) is not { } session)
            return default;
        if (_states.Count > BytesPerBuffer)
            _states = new ByteBuffer();
        var start = _states.Count;
        Sessions.Encode(session, _states);
        return _states.WrittenMemory[start..];
    }

    private IEnumerable<OutboxItem> Signals(FoldChanges changes, string catalog)
    {
        if (changes.Signals.Count == 0)
            yield break;
        var forAll = changes.Signals.Where(signal => signal.IsForAll).ToList();
        var targets = changes.Signals.Where(signal => !signal.IsForAll).GroupBy(Target).Select(group => (group.Key, Signals: group.AsEnumerable()))
            .Concat(forAll.Count == 0 ? [] : Enumerable.Range(0, partitions).Select(partition => (partition, forAll.AsEnumerable())));
        foreach (var (partition, signals) in targets)
            foreach (var chunk in signals.Chunk(SignalsPerBatch))
            {
                _encoder.Begin(catalog);
                foreach (var signal in chunk)
                    _encoder.Add(signal);
                yield return new OutboxItem(OutboxKind.Signals, partition, 0, chunk.Length, _encoder.Finish().ToArray());
            }
    }

    private int Target(Signal signal) =>
        signal.Kind == ActorKind.Session && signal.Actor.IsNone ? signal.Session.Partition % partitions : PartitionMap.Of(signal.Actor, partitions);

    // An induced finding alerts through its source's finding. The person's own is stored, and must not use up the rule's budget.
    private static IEnumerable<OutboxItem> Alerts(FoldChanges changes) =>
        changes.Messages.Values.Where(a => a.Mode >= DetectionMode.Alert && !a.Alert.Finding.Induced)
            .Select(a => new OutboxItem(a.IsOfPersons ? OutboxKind.AlertOfPersons : OutboxKind.Alert, -1, 0, 1, AlertJson.Encode(a.Alert)));

    private static IEnumerable<OutboxItem> Progress(FoldChanges changes) =>
        changes.Progress.Count == 0 ? [] : changes.Progress.Chunk(ReportsPerItem).Select(chunk => new OutboxItem(OutboxKind.Progress, -1, 0, chunk.Length, PersonCodec.EncodeReports(chunk)));

    private static IEnumerable<OutboxItem> UserIndex(FoldChanges changes)
    {
        var pairs = changes.Closed.Where(j => !j.User.IsNone).Select(j => (j.User, j.Id)).ToList();
        return pairs.Count == 0 ? [] : [new OutboxItem(OutboxKind.UserIndex, -1, 0, pairs.Count, UserIndexCodec.Encode(pairs))];
    }
}
