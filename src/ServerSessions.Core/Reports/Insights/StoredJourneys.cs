using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports.Insights;

/// <summary>
/// Folds stored journeys, a page of each partition at a time: what is held is the folds, not what they read. Partitions are read side by
/// side, each runner with a fold of its own; they are merged at the end.
/// </summary>
internal sealed class StoredJourneys(ISessionStorage storage, SegmentFilters segments)
{
    /// <summary>One answer looks at no more than this.</summary>
    public const int MaxJourneys = 2_000_000;

    private const int Chunk = 1_000;
    private static readonly int Runners = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <param name="range">Which.</param>
    /// <param name="create">An empty fold.</param>
    /// <param name="add">Adds a journey.</param>
    /// <param name="merge">Merges the second fold into the first.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(T Fold, InsightScope Scope)> FoldAsync<T>(
        InsightRange range, Func<T> create, Action<T, Journey> add, Action<T, T> merge, CancellationToken cancellationToken) where T : class
    {
        var filter = await segments.OfAsync(range.Segment, cancellationToken);
        var (run, scope) = await FoldBytesAsync(
            range, () => (Fold: create(), Codec: new JourneyCodec(new StringPool()), LeftOut: new LeftOut()),
            (run, stored) =>
            {
                if (run.Codec.Decode(stored) is var journey && filter.Holds(journey, run.LeftOut))
                    add(run.Fold, journey);
            },
            (run, other) =>
            {
                merge(run.Fold, other.Fold);
                run.LeftOut.Merge(other.LeftOut);
            },
            cancellationToken);
        return (run.Fold, scope with { LeftOut = run.LeftOut.Counts() });
    }

    /// <summary>The same over what is stored, for folds that read it themselves; the range's segment is theirs to see to.</summary>
    public async Task<(T Fold, InsightScope Scope)> FoldBytesAsync<T>(
        InsightRange range, Func<T> create, Action<T, StoredJourney> add, Action<T, T> merge, CancellationToken cancellationToken)
    {
        var next = -1;
        var looked = 0L;
        var isComplete = true;
        var runs = await Task.WhenAll(Enumerable.Range(0, Math.Min(Runners, storage.Partitions)).Select(_ => Task.Run(
            async () =>
            {
                var fold = create();
                for (var partition = Interlocked.Increment(ref next); partition < storage.Partitions; partition = Interlocked.Increment(ref next))
                {
                    var read = 0L;
                    await foreach (var page in PagesAsync(partition, range, cancellationToken))
                    {
                        if (read >= MaxJourneys / storage.Partitions)
                        {
                            isComplete = false;
                            break;
                        }

                        foreach (var stored in page)
                            add(fold, stored);
                        read += page.Count;
                    }

                    Interlocked.Add(ref looked, read);
                }

                return fold;
            },
            cancellationToken)));
        for (var i = 1; i < runs.Length; i++)
            merge(runs[0], runs[i]);
        return (runs[0], range.Scope("journeys", looked, isComplete));
    }

    /// <summary>The pages of one partition, oldest first; the next is loaded while one is read.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredJourney>> PagesAsync(
        int partition, InsightRange range, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = new JourneyScan(range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds(), null, Chunk);
        var reading = storage.ScanAsync(partition, scan, cancellationToken).AsTask();
        while (await reading is { Count: > 0 } page)
        {
            reading = storage.ScanAsync(partition, scan with { After = page[^1].Id }, cancellationToken).AsTask();
            yield return page;
        }
    }
}
