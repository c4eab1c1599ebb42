using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports.History;

/// <summary>Runs one rule over the stored journeys, newest 50,000 at most, through the same fold as live events.</summary>
internal sealed class HistoryReplay(ISessionStorage storage, JourneySettings settings, DetectionEngine detection, CatalogStore catalogs, TimeProvider time)
{
    public const int MaxJourneys = 50_000;

    private const int Chunk = 500;
    private const int EventsPerPiece = 4096;
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(5);

    /// <param name="rule">The rule, whatever its mode.</param>
    /// <param name="from">Earliest start of a journey; null for the oldest that is kept.</param>
    /// <param name="to">Latest start, exclusive; null for now.</param>
    /// <param name="progress">Receives the progress from time to time.</param>
    /// <param name="cancellationToken">Ends it; what was found until then is lost.</param>
    /// <exception cref="ArgumentException">It took longer than five minutes, or a call of the rule did not return in time.</exception>
    public async Task<DetectorReplay> RunAsync(
        ISessionDetector rule, DateTimeOffset? from, DateTimeOffset? to, Func<DetectorReplayProgress, ValueTask>? progress, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(MaxTime, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return await RunWithinAsync(rule, from, to, progress, limit.Token);
        }
        catch (FoldAbandonedException exception)
        {
            throw new ArgumentException($"The replay was ended: {exception.Message}", exception);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ArgumentException($"The replay took longer than {MaxTime.TotalMinutes:0} minutes; give a shorter range with from and to.");
        }
    }

    private async Task<DetectorReplay> RunWithinAsync(
        ISessionDetector rule, DateTimeOffset? from, DateTimeOffset? to, Func<DetectorReplayProgress, ValueTask>? progress, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var (stored, isComplete) = await ReadAsync(from, to, progress, cancellationToken);
        var catalog = await CatalogAsync(cancellationToken);
        var found = new HistoryFindings();
        var engine = new DetectionEngine([rule], new DetectionOptions { CallLimit = detection.CallLimit });
        engine.Take(new Dictionary<string, DetectionMode> { [rule.Info.Id] = DetectionMode.Observe }, [], detection.Baselines);
        var pipeline = new OfflinePipeline(settings, engine, catalog)
        {
            Raised = (alert, _) => found.Take(alert.Finding),
            Closed = rule.Info.IsContribution ? journey => found.TakeAll(journey.Findings) : null,
        };
        var events = 0L;
        using var history = HistoryOrder.Of(Journeys(stored), catalog).GetEnumerator();
        using var thread = new FoldThread(pipeline.Call, engine.CallLimit, engine.SwitchOff, time, cancellationToken);
        for (var isOver = false; !isOver;)
        {
            await thread.RunAsync(() => isOver = !AddSome()).WaitAsync(cancellationToken);
            if (progress is not null && !isOver)
                await progress(new DetectorReplayProgress(found.Journeys, stored.Count, events));
            cancellationToken.ThrowIfCancellationRequested();
        }

        return new DetectorReplay
        {
            Rule = rule.Info.Id,
            From = from ?? (stored.Count == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(stored[^1].Id.Milliseconds)),
            To = to ?? time.GetUtcNow(),
            Journeys = stored.Count,
            Events = events,
            IsComplete = isComplete,
            Fired = found.Count,
            Users = found.Users,
            Sessions = found.Sessions,
            Days = found.Days(stored.Select(journey => DateTimeOffset.FromUnixTimeMilliseconds(journey.Id.Milliseconds))),
            Examples = [.. found.Newest(DetectorReplay.MaxExamples)],
            CannotShow = HistoryEvents.Missing,
            ElapsedSeconds = Math.Round(time.GetElapsedTime(began).TotalSeconds, 3),
        };

        // False when it was the last, and what is open was closed.
        bool AddSome()
        {
            for (var left = EventsPerPiece; left > 0; left--)
            {
                if (!history.MoveNext())
                {
                    pipeline.Complete();
                    return false;
                }

                var (journey, e) = history.Current;
                found.Note(pipeline.Add(e), journey);
                events++;
            }

            return true;
        }
    }

    // Newest first, as the storage lists them; encoded they take little.
    private async Task<(List<StoredJourney> Stored, bool IsComplete)> ReadAsync(
        DateTimeOffset? from, DateTimeOffset? to, Func<DetectorReplayProgress, ValueTask>? progress, CancellationToken cancellationToken)
    {
        var stored = new List<StoredJourney>();
        while (true)
        {
            var page = await storage.ListAsync(
                new JourneyQuery(from?.ToUnixTimeMilliseconds() ?? 0, to?.ToUnixTimeMilliseconds() ?? long.MaxValue, default, stored.Count == 0 ? null : stored[^1].Id, Chunk),
                cancellationToken);
            stored.AddRange(page);
            if (page.Count < Chunk)
                return (stored, true);
            if (stored.Count >= MaxJourneys)
                return (stored, false);
            if (progress is not null)
                await progress(new DetectorReplayProgress(0, stored.Count, 0));
        }
    }

    private static IEnumerable<Journey> Journeys(List<StoredJourney> stored)
    {
        var codec = new JourneyCodec(new StringPool());
        for (var i = stored.Count - 1; i >= 0; i--)
            yield return codec.Decode(stored[i]);
    }

    private async Task<EndpointCatalog> CatalogAsync(CancellationToken cancellationToken) =>
        await storage.ListAsync(0, CatalogStore.Table, DocumentRange.Newest(1), cancellationToken) is [var newest]
            ? await catalogs.FindAsync(newest.Id, cancellationToken)
            : EndpointCatalog.Empty;
}
