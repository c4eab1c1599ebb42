using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Reports.Caching;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports.Insights;

/// <summary>
/// Folds stored journeys, a page of each partition at a time: what is held is the folds, not what they read. Partitions are read side by
/// side, each runner with a fold of its own; they are merged at the end.
/// </summary>
internal sealed class StoredJourneys(ISessionStorage storage, SegmentFilters segments, KeptFolds? kept = null)
{
    /// <summary>One answer looks at no more than this.</summary>
    public const int MaxJourneys = 2_000_000;

    private const int Chunk = 1_000;
    private static readonly int Runners = Math.Clamp(Environment.ProcessorCount, 1, 4);

    /// <summary>Folds whole journeys that the range's segment holds.</summary>
    /// <param name="range">Which.</param>
    /// <param name="create">An empty fold.</param>
    /// <param name="add">Adds a journey.</param>
    /// <param name="merge">Merges the second fold into the first and leaves the second as it was.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="question">All that the fold depends on, where that of the days that are over may be kept for the next answer.</param>
    public async Task<(T Fold, InsightScope Scope)> FoldAsync<T>(
        InsightRange range, Func<T> create, Action<T, Journey> add, Action<T, T> merge, CancellationToken cancellationToken, InsightQuestion? question = null) where T : class
    {
        var filter = await segments.OfAsync(range.Segment, cancellationToken);
        return await FoldStoredAsync(
            range, create, () => new JourneyCodec(new StringPool()),
            (fold, codec, stored, leftOut) =>
            {
                if (codec.Decode(stored) is var journey && filter.Holds(journey, leftOut))
                    add(fold, journey);
            },
            merge, cancellationToken, question);
    }

    /// <summary>The same over what is stored, for folds that read it themselves; the range's segment is theirs to see to.</summary>
    public async Task<(T Fold, InsightScope Scope)> FoldStoredAsync<T, TReader>(
        InsightRange range, Func<T> create, Func<TReader> reader, Action<T, TReader, StoredJourney, LeftOut> add, Action<T, T> merge, CancellationToken cancellationToken,
        InsightQuestion? question = null) where T : class
    {
        Task<Folded<T>> Part(InsightRange part) => FoldAllAsync(part, create, reader, add, merge, cancellationToken);
        if (question is null || kept?.Closed(question) is not { } closed)
            return (await Part(range)).Answer();
        var past = await kept.GetAsync(closed, () => Part(range with { To = closed.To }), f => f.Bytes, cancellationToken);
        var today = await Part(range with { From = closed.To });
        return new Folded<T>(create(), new LeftOut(), range.Scope("journeys", 0, isComplete: true)).With(past, merge).With(today, merge).Answer();
    }

    private async Task<Folded<T>> FoldAllAsync<T, TReader>(
        InsightRange range, Func<T> create, Func<TReader> reader, Action<T, TReader, StoredJourney, LeftOut> add, Action<T, T> merge, CancellationToken cancellationToken) where T : class
    {
        var next = -1;
        var looked = 0L;
        var isComplete = true;
        var runs = await Task.WhenAll(Enumerable.Range(0, Math.Min(Runners, storage.Partitions)).Select(_ => Task.Run(
            async () =>
            {
                var (fold, leftOut, read) = (create(), new LeftOut(), reader());
                for (var partition = Interlocked.Increment(ref next); partition < storage.Partitions; partition = Interlocked.Increment(ref next))
                {
                    var count = 0L;
                    await foreach (var page in PagesAsync(partition, range, cancellationToken))
                    {
                        if (count >= MaxJourneys / storage.Partitions)
                        {
                            isComplete = false;
                            break;
                        }

                        foreach (var stored in page)
                            add(fold, read, stored, leftOut);
                        count += page.Count;
                    }

                    Interlocked.Add(ref looked, count);
                }

                return (Fold: fold, LeftOut: leftOut);
            },
            cancellationToken)));
        foreach (var (fold, leftOut) in runs.Skip(1))
        {
            merge(runs[0].Fold, fold);
            runs[0].LeftOut.Merge(leftOut);
        }

        return new Folded<T>(runs[0].Fold, runs[0].LeftOut, range.Scope("journeys", looked, isComplete));
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
