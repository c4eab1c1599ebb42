using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>What a stretch of folding has changed since the last commit.</summary>
internal sealed class FoldChanges
{
    public HashSet<LiveKey> Live { get; } = [];
    public List<Journey> Closed { get; } = [];
    public Dictionary<long, OverviewFold> Overview { get; } = [];
    public List<Signal> Signals { get; } = [];

    /// <summary>By id: an alert that grew several times is written once.</summary>
    public Dictionary<string, DetectionResult> Alerts { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Live.Count == 0 && Closed.Count == 0 && Overview.Count == 0 && Signals.Count == 0 && Alerts.Count == 0;

    public void Add(Journey journey, bool withOverview)
    {
        Closed.Add(journey);
        if (withOverview)
            HourOf(journey).Add(journey);
    }

    /// <summary>A journey that nobody keeps: it is in the figures and in no list.</summary>
    public void Count(Journey journey) => HourOf(journey).AddUnlisted(journey);

    public void Add(DetectionResult result)
    {
        // An alert that was opened in this very stretch stays new when it grows.
        var isNew = result.IsNew || (Alerts.TryGetValue(result.Alert.Id, out var before) && before.IsNew);
        Alerts[result.Alert.Id] = result with { IsNew = isNew };
    }

    public void Clear()
    {
        Live.Clear();
        Closed.Clear();
        Overview.Clear();
        Signals.Clear();
        Alerts.Clear();
    }

    private OverviewFold HourOf(Journey journey)
    {
        // By the id, by which journeys are found too: a request that began before the one that opened the session moves only its start.
        var hour = journey.Id.Milliseconds / 3_600_000;
        if (!Overview.TryGetValue(hour, out var fold))
            Overview.Add(hour, fold = new OverviewFold());
        return fold;
    }
}
