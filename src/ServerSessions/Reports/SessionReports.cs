using ServerSessions.Capture;
using ServerSessions.Capture.Queue;
using ServerSessions.Detection;
using ServerSessions.Diagnostics;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Privacy;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>Answers reports from storage.</summary>
internal sealed class SessionReports(
    ISessionStorage storage, JourneySettings settings, DetectionEngine detection, Pseudonymizer pseudonyms, ISessionAlerts alerts,
    CaptureCounters counters, EventQueue queue, CurrentCatalog catalog, TimeProvider time) : ISessionReports
{
    /// <summary>Filters that no index answers look at no more journeys than this for one page.</summary>
    public const int MostScanned = 50_000;

    private const int Chunk = 500;
    private const int MostLive = 5_000;
    private const int NeighboursShown = 10;
    private const int AlertsCounted = 500;
    private static readonly TimeSpan LongestOverview = TimeSpan.FromDays(400);
    private static readonly string LibraryVersion = typeof(SessionReports).Assembly.GetName().Version?.ToString(3) ?? "0";

    public async ValueTask<Page<SessionSummary>> ListAsync(SessionQuery query, CancellationToken cancellation = default)
    {
        Check(query);
        var reader = Reader();
        var items = new List<SessionSummary>();
        if (query.Live != false && query.After is null)
            items.AddRange((await reader.LiveAsync(cancellation)).Where(j => Matches(query, j)).OrderByDescending(j => j.Id)
                .Take(query.Live == true ? MostLive : query.Limit).Select(Projection.Summary));
        if (query.Live == true)
            return new Page<SessionSummary>([.. items.Take(query.Limit)], null);

        var before = query.After is null ? (SessionId?)null : Cursor.Session(query.After);
        var scanned = 0;
        foreach (var user in query.User is null ? [default] : UsersOf(query.User))
            while (items.Count < query.Limit && scanned < MostScanned)
            {
                var stored = await storage.ListAsync(new JourneyQuery(
                    query.From?.ToUnixTimeMilliseconds() ?? 0, query.To?.ToUnixTimeMilliseconds() ?? long.MaxValue, user, before, Chunk), cancellation);
                foreach (var one in stored)
                {
                    before = one.Id;
                    scanned++;
                    var journey = reader.Read(one);
                    if (!Matches(query, journey))
                        continue;
                    items.Add(Projection.Summary(journey));
                    if (items.Count == query.Limit)
                        break;
                }

                if (stored.Count < Chunk && items.Count < query.Limit)
                    return new Page<SessionSummary>(items, null);
            }

        return new Page<SessionSummary>(items, before is { } last ? Cursor.Of(last) : null);
    }

    public async ValueTask<SessionReport?> FindAsync(SessionId id, CancellationToken cancellation = default)
    {
        var reader = Reader();
        if (await reader.FindAsync(id, cancellation) is not { } journey)
            return null;
        IReadOnlyList<SessionSummary> neighbours = [];
        if (!journey.User.IsNone)
        {
            var stored = await storage.ListAsync(new JourneyQuery(0, long.MaxValue, journey.User, null, NeighboursShown + 1), cancellation);
            neighbours = [.. stored.Where(s => s.Id != id).Take(NeighboursShown).Select(reader.Read).Select(Projection.Summary)];
        }

        return Projection.Report(journey, neighbours);
    }

    public async ValueTask<Overview> OverviewAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellation = default)
    {
        var end = to ?? time.GetUtcNow();
        var start = from ?? end - TimeSpan.FromHours(24);
        if (start > end)
            throw new ArgumentException($"The stretch ends ({end:O}) before it begins ({start:O}).");
        if (end - start > LongestOverview)
            throw new ArgumentException($"The stretch has {(end - start).TotalDays:0} days; at most {LongestOverview.TotalDays:0} are possible.");
        var (first, last) = (Hour(start), Hour(end + TimeSpan.FromHours(1) - TimeSpan.FromTicks(1)));
        var hours = await storage.ReadRollupsAsync(OverviewFold.Name, first, last, cancellation);
        var fold = new OverviewFold();
        foreach (var fields in hours.Values)
            fold.Merge(fields);
        return fold.Result(DateTimeOffset.UnixEpoch.AddHours(first), DateTimeOffset.UnixEpoch.AddHours(last)) with
        {
            Live = (await Reader().LiveAsync(cancellation)).Count,
            OpenAlerts = (await alerts.ListAsync(new AlertQuery { State = AlertState.Open, Limit = AlertsCounted }, cancellation)).Items.Count,
            Hours = [.. Enumerable.Range(0, (int)Math.Min(last - first, 24 * 32)).Select(i => last - 1 - i).Reverse().Select(hour =>
                new HourCount(DateTimeOffset.UnixEpoch.AddHours(hour), hours.TryGetValue(hour, out var fields) ? fields.GetValueOrDefault("sessions") : 0))],
        };
    }

    public async ValueTask<PipelineReport> PipelineAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var partitions = new List<PartitionReport>();
        for (var p = 0; p < storage.Partitions; p++)
        {
            var s = await storage.StatusAsync(p, cancellation);
            partitions.Add(new PartitionReport(
                p, s.Owner, s.Epoch, s.Backlog, s.OldestUncommitted is { } oldest ? Math.Max(0, now - oldest) / 1000d : 0, s.Live, s.Outbox, s.DeadLettered));
        }

        return new PipelineReport
        {
            Storage = storage.Name,
            Version = LibraryVersion,
            Catalog = catalog.Version,
            Served = counters.Served,
            Recorded = counters.Recorded,
            Dropped = counters.Dropped,
            Excluded = counters.Excluded,
            CaptureRatio = counters.Ratio,
            DroppedByReason = counters.DroppedByReason,
            ExcludedByReason = counters.ExcludedByReason,
            Queued = queue.Count,
            Forgotten = storage.Forgotten,
            Partitions = partitions,
        };
    }

    private JourneyReader Reader() => new(storage, settings, detection);

    private static long Hour(DateTimeOffset date) => date.ToUnixTimeSeconds() / 3600;

    private IEnumerable<Pseudonym> UsersOf(string user) =>
        Pseudonym.TryParse(user, out var hash) ? [hash] : pseudonyms.UserUnderEveryKey(user);

    private bool Matches(SessionQuery query, Journey journey) =>
        (query.From is not { } from || journey.Start >= from)
        && (query.To is not { } to || journey.Start < to)
        && (query.User is null || UsersOf(query.User).Contains(journey.User))
        && (query.Class is not { } shape || journey.Class == shape)
        && (query.Rule is null || journey.Findings.Any(f => f.Rule.Equals(query.Rule, StringComparison.OrdinalIgnoreCase)))
        && (query.MinRisk is not { } risk || Risk.Of(journey.Findings, journey.End) >= risk)
        && (query.Route is null || journey.Steps.Any(s => s.Name == query.Route || s.Landed == query.Route))
        && (query.Outcome is not { } outcome || journey.Steps.Any(s => s.Outcome == outcome));

    private static void Check(SessionQuery query)
    {
        if (query.Limit is < 1 or > SessionQuery.MaxLimit)
            throw new ArgumentException($"The limit is {query.Limit}; expected 1 to {SessionQuery.MaxLimit}.");
        if (query.From > query.To)
            throw new ArgumentException($"The stretch ends ({query.To:O}) before it begins ({query.From:O}).");
    }
}
