using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Insights.Navigation;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>What a stretch of folding has changed since the last commit.</summary>
internal sealed class FoldChanges
{
    private const long MicrosecondsPerHour = 3_600_000_000;

    public HashSet<LiveKey> Live { get; } = [];
    public List<Journey> Closed { get; } = [];
    public Dictionary<long, OverviewFold> Overview { get; } = [];
    public Dictionary<long, NavigationFold> Navigation { get; } = [];
    public List<Signal> Signals { get; } = [];

    /// <summary>What the whole site's rule counts, by hour since 1970 and field.</summary>
    public Dictionary<(long Hour, string Field), long> Site { get; } = [];

    /// <summary>Alerts that were not raised because people had said so, by hour since 1970 and rule.</summary>
    public Dictionary<(long Hour, string Field), long> Suppressed { get; } = [];

    /// <summary>By id: an alert that grew several times is written once.</summary>
    public Dictionary<string, DetectionResult> Alerts { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Live.Count == 0 && Closed.Count == 0 && Overview.Count == 0 && Signals.Count == 0 && Alerts.Count == 0 && Site.Count == 0 && Suppressed.Count == 0;

    public void Add(Journey journey, bool withOverview)
    {
        Closed.Add(journey);
        if (!withOverview)
            return;
        Of(Overview, journey).Add(journey);
        Of(Navigation, journey).Add(journey);
    }

    /// <summary>A journey that nobody keeps: it is in the figures and in no list.</summary>
    public void Count(Journey journey) => Of(Overview, journey).AddUnlisted(journey);

    public void Add(DetectionResult result)
    {
        // An alert that was opened in this very stretch stays new when it grows.
        var isNew = result.IsNew || (Alerts.TryGetValue(result.Alert.Id, out var before) && before.IsNew);
        Alerts[result.Alert.Id] = result with { IsNew = isNew };
    }

    public void CountSite(SiteKind kind, long time)
    {
        var key = (time / MicrosecondsPerHour, SiteKinds.Field(kind));
        Site[key] = Site.GetValueOrDefault(key) + 1;
    }

    // More evidence of what is not told is not told either, and counts once.
    public void Suppress(string rule, DateTimeOffset now, bool isNew)
    {
        var key = (now.ToMicroseconds() / MicrosecondsPerHour, rule);
        if (isNew)
            Suppressed[key] = Suppressed.GetValueOrDefault(key) + 1;
    }

    public void Clear()
    {
        Site.Clear();
        Suppressed.Clear();
        Live.Clear();
        Closed.Clear();
        Overview.Clear();
        Navigation.Clear();
        Signals.Clear();
        Alerts.Clear();
    }

    private static T Of<T>(Dictionary<long, T> hours, Journey journey) where T : new()
    {
        // By the id, by which journeys are found too: a request that began before the one that opened the session moves only its start.
        var hour = journey.Id.Milliseconds / 3_600_000;
        if (!hours.TryGetValue(hour, out var fold))
            hours.Add(hour, fold = new T());
        return fold;
    }
}
