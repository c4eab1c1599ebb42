using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports;

/// <summary>What the navigation watch has reported in a range of time, or would have reported had it been switched on.</summary>
internal sealed class NavigationReports(NavigationHours hours, NavigationAlerts alerts, InsightSettings insights, DetectionEngine detection, StoredRollups rollups, TimeProvider time)
{
    private const int MaxReported = 200;
    public static readonly TimeSpan MaxRange = TimeSpan.FromDays(7 * NavigationHours.WeeksKept);

    /// <param name="from">First hour; null for 24 hours before the end.</param>
    /// <param name="to">End, exclusive; null for now.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">It ends before it begins, or is longer than what is kept.</exception>
    public async ValueTask<NavigationReport> ReadAsync(DateTimeOffset? from, DateTimeOffset? to, CancellationToken cancellationToken)
    {
        var end = to ?? time.GetUtcNow();
        var start = from ?? end - TimeSpan.FromDays(1);
        if (start > end)
            throw new ArgumentException($"The range ends ({end:O}) before it begins ({start:O}).");
        if (end - start > MaxRange)
            throw new ArgumentException($"The range has {(end - start).TotalDays:0} days; navigation is kept for {MaxRange.TotalDays:0}.");
        var (begin, last) = (start.ToUnixTimeSeconds() / 3600, (end.ToUnixTimeSeconds() + 3599) / 3600);
        var report = new NavigationReport
        {
            From = DateTimeOffset.UnixEpoch.AddHours(begin),
            To = DateTimeOffset.UnixEpoch.AddHours(last),
            Mode = detection.ModeOf(NavigationRule.Id),
        };
        report = report with { LeftOut = (await rollups.ScopeAsync(new InsightRange(report.From, report.To, Segment.People), cancellationToken)).LeftOut };
        if (await hours.FirstAsync(cancellationToken) is not { } first)
            return report;
        var known = await hours.ReadForAsync(begin, last, insights.Zone, cancellationToken);
        // An hour that is not packed yet is no hour without visitors.
        var packed = Math.Clamp((await hours.Turn.ProgressAsync(cancellationToken))?.To ?? begin, begin, last);
        var reported = NavigationReplay.Run(known, first, begin, packed, insights.Zone).ToList();
        var shown = new List<NavigationAnomaly>();
        foreach (var anomaly in reported.Take(MaxReported))
            shown.Add(await alerts.CompleteAsync(anomaly, cancellationToken));
        int Weeks(long hour) => NavigationWeeks.Before(hour, insights.Zone).Count(h => h >= first);
        return report with
        {
            Hours = Enumerable.Range(0, (int)(packed - begin)).Count(i => Weeks(begin + i) >= NavigationJudge.MinWeeks),
            Weeks = Weeks(packed - 1),
            Fired = reported.Count,
            Anomalies = shown,
        };
    }
}
