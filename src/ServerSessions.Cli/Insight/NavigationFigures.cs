using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;

namespace ServerSessions.Cli.Insight;

/// <summary>The watch over navigation, over the hours of a log: the first hour in which a session began is the oldest that is known.</summary>
internal sealed class NavigationFigures(TimeZoneInfo zone)
{
    private readonly Dictionary<long, NavigationFold> _hours = [];

    public void Add(Journey journey)
    {
        var hour = journey.Start.ToUnixTimeSeconds() / 3600;
        if (!_hours.TryGetValue(hour, out var fold))
            _hours.Add(hour, fold = new NavigationFold());
        fold.Add(journey);
    }

    public NavigationReport Result()
    {
        if (_hours.Count == 0)
            return new NavigationReport { From = DateTimeOffset.UnixEpoch, To = DateTimeOffset.UnixEpoch };
        var (first, to) = (_hours.Keys.Min(), _hours.Keys.Max() + 1);
        var hours = _hours.ToDictionary(h => h.Key, h => new NavigationHour(h.Key, h.Value.Fields));
        var reported = NavigationReplay.Run(hours, first, first, to, zone).ToList();
        return new NavigationReport
        {
            From = DateTimeOffset.UnixEpoch.AddHours(first),
            To = DateTimeOffset.UnixEpoch.AddHours(to),
            Mode = DetectionMode.Observe,
            Hours = (int)(to - first),
            Weeks = NavigationWeeks.Before(to - 1, zone).Count(h => h >= first),
            Fired = reported.Count,
            Anomalies = reported,
        };
    }
}
