using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Privacy;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Insights;
using ServerSessions.Reports.Stuck;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>Answers reports from storage.</summary>
internal sealed class SessionReports(
    ISessionStorage storage, JourneySettings settings, DetectionEngine detection, Pseudonymizer pseudonyms, ISessionAlerts alerts,
    CaptureCounters counters, ConsentCounters consents, ProducerMetrics producer, ApplicationFaults faults, OverviewReader overviews, CohortResolver cohorts,
    SegmentFilters segments, Deployments deployments, SingleSessions single, StuckReader stuck, TimeProvider time, ICaptureState? capture = null, IRecordedSessions? recordings = null) : ISessionReports
{
    /// <summary>Filters that no index answers look at no more journeys than this for one page.</summary>
    public const int MaxScanned = 50_000;

    // The maximum of any setting, with the longest silence at the end.
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(8);

    private const int MaxDeadLetters = 1_000;
    private const int DeadLetterHead = 256;
    private const int Chunk = 500;
    private const int NeighboursShown = 5;
    private const int MaxNewer = 200;
    private const int AlertsCounted = 500;
    private static readonly TimeSpan MaxOverview = TimeSpan.FromDays(400);
    private static readonly string LibraryVersion = typeof(SessionReports).Assembly.GetName().Version?.ToString(3) ?? "0";

    // Open and closed sessions are one list by id, and ids never change: a session that is closed between two pages keeps its place.
    public async ValueTask<Page<SessionSummary>> ListAsync(SessionQuery query, CancellationToken cancellationToken = default)
    {
        single.Demand();
        Check(query);
        query = Narrowed(query);
        var before = query.After is null ? (SessionId?)null : Cursor.Session(query.After);
        var users = query.User is null ? null : UsersOf(query.User, query.Issuer);
        var filter = query.Segment is null ? null : await segments.OfAsync((await cohorts.ResolveAsync(query.Segment, cancellationToken)).OrAllActors(), cancellationToken);
        var recorded = query.Recorded is null || recordings is null ? null : await recordings.ListAsync(cancellationToken);
        // A query that no index answers is searched in larger pages.
        var chunk = IsPlain(query) ? query.Limit + 1 : Chunk;
        var reader = Reader();
        // The open ones first: what is closed meanwhile is then found twice, and not missed.
        var (live, floor) = query.Live == false ? ([], null) : await LiveAsync(reader, query, users, filter, recorded, before, cancellationToken);
        var items = new List<Journey>();
        var next = 0;
        var scanned = 0;
        // Below the floor, open sessions have not been read: what is closed there belongs to the next page.
        for (var isAbove = true; isAbove && query.Live != true && items.Count <= query.Limit;)
        {
            var stored = await ClosedAsync(query, users, before, chunk, cancellationToken);
            foreach (var one in stored)
            {
                isAbove = floor is not { } lowest || one.Id.CompareTo(lowest) >= 0;
                if (!isAbove)
                    break;
                while (next < live.Count && live[next].Id.CompareTo(one.Id) > 0)
                    items.Add(live[next++]);
                if (next < live.Count && live[next].Id == one.Id)
                    next++;
                var journey = reader.Read(one);
                if (Matches(query, users, filter, recorded, journey))
                    items.Add(journey);
                before = one.Id;
                if (items.Count > query.Limit)
                    break;
            }

            scanned += stored.Count;
            if (stored.Count < chunk)
                break;
            if (scanned >= MaxScanned && items.Count <= query.Limit)
                return Page(items, Cursor.Of(before!.Value));
        }

        items.AddRange(live.Skip(next).Take(Math.Max(0, query.Limit + 1 - items.Count)));
        return items.Count <= query.Limit ? Page(items, floor is { } from ? Cursor.Of(from) : null) : Page(items.Take(query.Limit), Cursor.Of(items[query.Limit - 1].Id));
    }

    // The floor is the oldest open session that was read; null when all were.
    private async ValueTask<(List<Journey> Journeys, SessionId? Floor)> LiveAsync(
        JourneyReader reader, SessionQuery query, IReadOnlyList<Pseudonym>? users, SegmentFilter? filter, IReadOnlySet<SessionId>? recorded, SessionId? before,
        CancellationToken cancellationToken)
    {
        var isUnfiltered = IsPlain(query) && query.From is null && query.To is null;
        var (sessions, floor) = await reader.NewestOpenAsync(before, users, isUnfiltered ? query.Limit + 1 : MaxScanned, cancellationToken);
        var journeys = sessions.Select(s => reader.ReadOpen(s.State)).Where(j => Matches(query, users, filter, recorded, j)).ToList();
        return (journeys, floor);
    }

    public async ValueTask<SessionReport?> FindAsync(SessionId id, CancellationToken cancellationToken = default)
    {
        single.Demand();
        var reader = Reader();
        if (await reader.FindAsync(id, cancellationToken) is not { } journey)
            return null;
        return Projection.Report(journey, journey.User.IsNone ? [] : await NeighboursAsync(reader, journey, cancellationToken));
    }

    public ValueTask<StuckReport> StuckAsync(int hours = 24, CancellationToken cancellationToken = default) => stuck.ReadAsync(hours, cancellationToken);

    // Lists are newest first, so the next ones are at the end of all that are newer.
    private async ValueTask<IReadOnlyList<SessionSummary>> NeighboursAsync(JourneyReader reader, Journey journey, CancellationToken cancellationToken)
    {
        var newer = await storage.ListAsync(new JourneyQuery(journey.Id.Milliseconds, long.MaxValue, journey.User, null, MaxNewer), cancellationToken);
        var older = await storage.ListAsync(new JourneyQuery(0, long.MaxValue, journey.User, journey.Id, NeighboursShown), cancellationToken);
        return [.. newer.Where(s => s.Id.CompareTo(journey.Id) > 0).TakeLast(NeighboursShown).Concat(older).Select(reader.Read).Select(Projection.Summary)];
    }

    public async ValueTask<Overview> OverviewAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, Segment? segment = null, CancellationToken cancellationToken = default)
    {
        var end = to ?? time.GetUtcNow();
        var start = from ?? end - TimeSpan.FromHours(24);
        if (start > end)
            throw new ArgumentException($"The range ends ({end:O}) before it begins ({start:O}).");
        if (end - start > MaxOverview)
            throw new ArgumentException($"The range has {(end - start).TotalDays:0} days; at most {MaxOverview.TotalDays:0} are possible.");
        var (first, last) = (Hour(start), Hour(end + TimeSpan.FromHours(1) - TimeSpan.FromTicks(1)));
        var of = await cohorts.ResolveAsync(segment ?? Segment.People, cancellationToken);
        return await overviews.ReadAsync(first, last, Hour(time.GetUtcNow()), of, cancellationToken) with
        {
            Releases = await deployments.ListAsync(start, end, cancellationToken),
            Live = (int)await OpenAsync(cancellationToken),
            OpenAlerts = (await alerts.ListAsync(new AlertQuery { State = AlertState.Open, Limit = AlertsCounted }, cancellationToken)).Items.Count,
        };
    }

    public async ValueTask<PipelineReport> PipelineAsync(CancellationToken cancellationToken = default)
    {
        // The recorded events first, then where they are: an event that counts as recorded is in the backlog or processed.
        var report = new PipelineReport
        {
            Storage = storage.Name,
            Version = LibraryVersion,
            Catalog = capture?.Catalog ?? EndpointCatalog.Empty.Version,
            Served = counters.Served,
            Recorded = counters.Recorded,
            Dropped = counters.Dropped,
            Excluded = counters.Excluded,
            CaptureRatio = counters.Ratio,
            DroppedByReason = counters.DroppedByReason,
            ExcludedByReason = counters.ExcludedByReason,
            CustomEvents = new CustomEventReport
            {
                Made = counters.Custom.Made,
                Recorded = counters.Custom.Recorded,
                Dropped = counters.Custom.Dropped,
                DroppedByReason = counters.Custom.DroppedByReason,
                RefusedValues = counters.Custom.RefusedValues,
            },
            UnprovenConsents = consents.UnprovenByReason,
            ApplicationFaults = [.. faults.All.Select(f => new NamedCount(f.Key, f.Value))],
            HungDetectors = [.. detection.Detectors.Select(d => d.Info.Id).Where(detection.IsHung)],
            Queued = capture?.Queued ?? 0,
            QueueUsage = capture?.QueueUsage ?? 0,
            Backpressure = capture?.Backpressure ?? 0,
            Healed = producer.EventsHealed,
            LostAfterRecording = producer.EventsLost,
            Forgotten = storage.Forgotten,
        };
        try
        {
            return report with { Partitions = await PartitionsAsync(cancellationToken) };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Just when storage is away one wants to see what becomes of requests.
            return report with { StorageFault = exception.Message };
        }
    }

    public async ValueTask<IReadOnlyList<DeadLetterReport>> DeadLettersAsync(int limit = 100, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxDeadLetters);
        var letters = new List<(int Partition, DeadLetter Letter)>();
        for (var p = 0; p < storage.Partitions; p++)
            letters.AddRange((await storage.DeadLettersAsync(p, limit, cancellationToken)).Select(letter => (p, letter)));
        return [.. letters.OrderByDescending(l => l.Letter.Position).Take(limit).Select(l => new DeadLetterReport(
            l.Partition, l.Letter.Position.ToString(), l.Letter.Producer, l.Letter.Reason, l.Letter.Payload.Length,
            Convert.ToBase64String(l.Letter.Payload.Span[..Math.Min(l.Letter.Payload.Length, DeadLetterHead)])))];
    }

    private async ValueTask<long> OpenAsync(CancellationToken cancellationToken)
    {
        var open = 0L;
        for (var p = 0; p < storage.Partitions; p++)
            open += (await storage.StatusAsync(p, cancellationToken)).Open;
        return open;
    }

    private async ValueTask<IReadOnlyList<PartitionReport>> PartitionsAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var partitions = new List<PartitionReport>();
        for (var p = 0; p < storage.Partitions; p++)
        {
            var s = await storage.StatusAsync(p, cancellationToken);
            partitions.Add(new PartitionReport(
                p, s.Owner, s.Epoch, s.Backlog, s.OldestUncommitted is { } oldest ? Math.Max(0, now - oldest) / 1000d : 0, s.Live, s.Outbox, s.DeadLettered)
            {
                Fenced = s.Fenced,
                Missing = s.Missing,
                Buried = s.Buried,
                ClosedEarly = s.ClosedEarly,
                Unremembered = s.Unremembered,
            });
        }

        return partitions;
    }

    // Each pseudonym of a user has an index of its own; the newest of all of them are the chunk.
    private async ValueTask<IReadOnlyList<StoredJourney>> ClosedAsync(
        SessionQuery query, IReadOnlyList<Pseudonym>? users, SessionId? before, int chunk, CancellationToken cancellationToken)
    {
        var range = new JourneyQuery(query.From?.ToUnixTimeMilliseconds() ?? 0, Ceiling(query.To), default, before, chunk);
        if (users is null)
            return await storage.ListAsync(range, cancellationToken);
        var all = new List<StoredJourney>();
        foreach (var user in users)
            all.AddRange(await storage.ListAsync(range with { User = user }, cancellationToken));
        return [.. all.DistinctBy(s => s.Id).OrderByDescending(s => s.Id).Take(chunk)];
    }

    private static Page<SessionSummary> Page(IEnumerable<Journey> journeys, string? next) => new([.. journeys.Select(Projection.Summary)], next);

    private static long Ceiling(DateTimeOffset? time) => time is { } t ? t.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds() : long.MaxValue;

    private JourneyReader Reader() => new(storage, settings, detection);

    private static long Hour(DateTimeOffset date) => date.ToUnixTimeSeconds() / 3600;

    // An id of 32 hexadecimal digits may be a hash, or a GUID in clear.
    private IReadOnlyList<Pseudonym> UsersOf(string user, string? issuer) =>
        [.. Pseudonym.TryParse(user, out var hash) ? [hash] : Enumerable.Empty<Pseudonym>(), .. pseudonyms.UserUnderEveryKey(user, issuer)];

    // A session that holds a time began at most its longest age before it: only those are read.
    private SessionQuery Narrowed(SessionQuery query) => query.At is not { } at ? query : query with
    {
        From = query.From ?? at - MaxAge,
        To = query.To ?? at + TimeSpan.FromTicks(1),
    };

    private static bool IsPlain(SessionQuery query) =>
        query.Key is null && query.At is null && query.Class is null && query.Actor is null && query.Rule is null && query.MinRisk is null && query.Route is null && query.Outcome is null && query.Segment is null
        && query.Recorded is null;

    private bool Matches(SessionQuery query, IReadOnlyList<Pseudonym>? users, SegmentFilter? filter, IReadOnlySet<SessionId>? recorded, Journey journey) =>
        (query.From is not { } from || journey.Start >= from)
        && (query.To is not { } to || journey.Start < to)
        && (users is null || users.Contains(journey.User))
        && (query.Key is null || journey.Key.ToString().Equals(query.Key, StringComparison.OrdinalIgnoreCase))
        && (query.At is not { } at || (journey.Start <= at && journey.End + settings.IdleTimeout >= at))
        && (query.Class is not { } shape || journey.Class == shape)
        && (query.Actor is not { } actor || journey.Actor == actor)
        && (query.Rule is null || journey.Findings.Any(f => f.Rule.Equals(query.Rule, StringComparison.OrdinalIgnoreCase)))
        && (query.MinRisk is not { } risk || Risk.Of(journey.Findings, journey.End) >= risk)
        && (query.Route is null || journey.Steps.Any(s => s.Reaches(query.Route)))
        && (query.Outcome is not { } outcome || journey.Steps.Any(s => s.Outcome == outcome))
        && (query.Recorded is not { } isRecorded || (recorded?.Contains(journey.Id) == true) == isRecorded)
        && filter?.Holds(journey) != false;

    private static void Check(SessionQuery query)
    {
        if (query.Limit is < 1 or > SessionQuery.MaxLimit)
            throw new ArgumentException($"The limit is {query.Limit}; expected 1 to {SessionQuery.MaxLimit}.");
        if (query.From > query.To)
            throw new ArgumentException($"The range ends ({query.To:O}) before it begins ({query.From:O}).");
    }
}
