using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>
/// Reads the overview's rollups: whole days by the day, what is left at both ends by the hour. Hours are kept for a week; what lies further
/// back is reported in whole days. A segment that no rollup holds is folded from the journeys. What rollups say of days that are over is kept.
/// </summary>
internal sealed class OverviewReader(ISessionStorage storage, StoredRollups rollups, StoredJourneys journeys, InsightCache cache)
{
    private const int HoursPerDay = 24;
    private const int MaxHours = HoursPerDay * 32;

    /// <param name="first">First hour since 1970.</param>
    /// <param name="last">The hour after the last one.</param>
    /// <param name="now">The hour that it is.</param>
    /// <param name="segment">Which sessions.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<Overview> ReadAsync(long first, long last, long now, Segment segment, CancellationToken cancellationToken)
    {
        if (segment.Rolled is null)
            return await FoldAsync(first, last, segment, cancellationToken);
        var oldest = (now / HoursPerDay * HoursPerDay) - ((Rollup.HourlyOverviewDays - 1) * HoursPerDay);
        (first, last) = (first < oldest ? Down(first) : first, last < oldest ? Up(last) : last);
        var overview = await cache.AnswerAsync(
            new InsightRange(Date(first), Date(last), segment).Question("overview", fromRollups: true), ReportsJsonContext.Default.Overview,
            token => RolledAsync(first, last, segment, token), cancellationToken);
        return overview with { FrozenBefore = await rollups.FrozenAsync(overview.From, cancellationToken) };
    }

    private async ValueTask<Overview> RolledAsync(long first, long last, Segment segment, CancellationToken cancellationToken)
    {
        var (fold, hours) = (new OverviewFold(), new Dictionary<long, long>());
        foreach (var of in segment.Rolled ?? [])
        {
            await MergeAsync(fold, of, first, last, cancellationToken);
            foreach (var (hour, fields) in await storage.ReadRollupsAsync(NameOf(HoursFold.Name, of), Math.Max(first, last - MaxHours), last, cancellationToken))
                hours[hour] = hours.GetValueOrDefault(hour) + HoursFold.SessionsOf(fields);
        }

        return Result(fold, first, last, hours, await rollups.ScopeAsync(new InsightRange(Date(first), Date(last), segment), cancellationToken));
    }

    private async ValueTask<Overview> FoldAsync(long first, long last, Segment segment, CancellationToken cancellationToken)
    {
        var ((fold, hours), scope) = await journeys.FoldAsync(
            new InsightRange(Date(first), Date(last), segment), () => new OverviewOfJourneys(new OverviewFold(), []), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken);
        return Result(fold, first, last, hours, scope);
    }

    private static Overview Result(OverviewFold fold, long first, long last, Dictionary<long, long> hours, InsightScope scope) => fold.Result(Date(first), Date(last)) with
    {
        LeftOut = scope.LeftOut,
        FrozenBefore = scope.FrozenBefore,
        Hours = [.. Enumerable.Range(0, (int)Math.Min(last - first, MaxHours)).Select(i => last - 1 - i).Reverse().Select(hour => new HourCount(Date(hour), hours.GetValueOrDefault(hour)))],
    };

    private async ValueTask MergeAsync(OverviewFold fold, RollupClass of, long first, long last, CancellationToken cancellationToken)
    {
        var (firstDay, lastDay) = (Up(first), Down(last));
        if (firstDay >= lastDay)
        {
            await MergeAsync(fold, NameOf(OverviewFold.Name, of), first, last, cancellationToken);
            return;
        }

        await MergeAsync(fold, NameOf(OverviewFold.Name, of), first, firstDay, cancellationToken);
        await MergeAsync(fold, NameOf(OverviewFold.DailyName, of), firstDay, lastDay, cancellationToken);
        await MergeAsync(fold, NameOf(OverviewFold.Name, of), lastDay, last, cancellationToken);
    }

    private async ValueTask MergeAsync(OverviewFold fold, string name, long first, long last, CancellationToken cancellationToken)
    {
        if (first >= last)
            return;
        foreach (var fields in (await storage.ReadRollupsAsync(name, first, last, cancellationToken)).Values)
            fold.Merge(fields);
    }

    private static string NameOf(string name, RollupClass of) => of == RollupClass.People ? name : Rollup.NameOfOthers(name);

    private static DateTimeOffset Date(long hour) => DateTimeOffset.UnixEpoch.AddHours(hour);

    private static long Down(long hour) => hour / HoursPerDay * HoursPerDay;

    private static long Up(long hour) => (hour + HoursPerDay - 1) / HoursPerDay * HoursPerDay;
}
