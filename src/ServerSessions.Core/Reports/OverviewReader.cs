using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>
/// Reads the overview's rollups: whole days by the day, what is left at both ends by the hour. Hours are kept for a week; what lies further
/// back is reported in whole days.
/// </summary>
internal sealed class OverviewReader(ISessionStorage storage)
{
    private const int HoursPerDay = 24;
    private const int MostHours = HoursPerDay * 32;

    /// <param name="first">First hour since 1970.</param>
    /// <param name="last">The hour after the last one.</param>
    /// <param name="now">The hour that it is.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<Overview> ReadAsync(long first, long last, long now, CancellationToken cancellationToken)
    {
        var oldest = (now / HoursPerDay * HoursPerDay) - ((Rollup.HourlyOverviewDays - 1) * HoursPerDay);
        (first, last) = (first < oldest ? Down(first) : first, last < oldest ? Up(last) : last);
        var (firstDay, lastDay) = (Up(first), Down(last));
        var fold = new OverviewFold();
        if (firstDay >= lastDay)
            await MergeAsync(fold, OverviewFold.Name, first, last, cancellationToken);
        else
        {
            await MergeAsync(fold, OverviewFold.Name, first, firstDay, cancellationToken);
            await MergeAsync(fold, OverviewFold.DailyName, firstDay, lastDay, cancellationToken);
            await MergeAsync(fold, OverviewFold.Name, lastDay, last, cancellationToken);
        }

        var hours = await storage.ReadRollupsAsync(HoursFold.Name, Math.Max(first, last - MostHours), last, cancellationToken);
        return fold.Result(DateTimeOffset.UnixEpoch.AddHours(first), DateTimeOffset.UnixEpoch.AddHours(last)) with
        {
            Hours = [.. Enumerable.Range(0, (int)Math.Min(last - first, MostHours)).Select(i => last - 1 - i).Reverse().Select(hour =>
                new HourCount(DateTimeOffset.UnixEpoch.AddHours(hour), hours.TryGetValue(hour, out var fields) ? HoursFold.SessionsOf(fields) : 0))],
        };
    }

    private async ValueTask MergeAsync(OverviewFold fold, string name, long first, long last, CancellationToken cancellationToken)
    {
        if (first >= last)
            return;
        foreach (var fields in (await storage.ReadRollupsAsync(name, first, last, cancellationToken)).Values)
            fold.Merge(fields);
    }

    private static long Down(long hour) => hour / HoursPerDay * HoursPerDay;

    private static long Up(long hour) => (hour + HoursPerDay - 1) / HoursPerDay * HoursPerDay;
}
