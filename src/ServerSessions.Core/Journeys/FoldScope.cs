using ServerSessions.Detection;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>What the two stages of one fold share: rules and their context, the changes, and the times that wait.</summary>
internal sealed class FoldScope
{
    public FoldScope(JourneySettings settings, DetectionEngine detection)
    {
        (Settings, Detection) = (settings, detection);
        Changes = new FoldChanges(settings.Insights);
        Reporter = new FindingReporter(detection, Context, Changes);
    }

    public JourneySettings Settings { get; }

    public DetectionEngine Detection { get; }

    public DetectorContext Context { get; } = new();

    public FoldChanges Changes { get; }

    public FindingReporter Reporter { get; }

    public DueTimes Due { get; } = new();

    /// <summary>The application that the events of now were recorded under.</summary>
    public EndpointCatalog Catalog { get; set; } = EndpointCatalog.Empty;

    /// <summary>Whether the changes are stored; else states and roll-ups are not collected.</summary>
    public bool IsStored { get; set; } = true;

    /// <summary>What rules find in one run; emptied before each.</summary>
    public List<DetectionResult> Results { get; } = [];

    /// <summary>The state of a subject has changed.</summary>
    public void Change(LiveKey key)
    {
        if (IsStored)
            Changes.Live.Add(key);
    }

    /// <summary>A subject is gone, with the time that it waited for.</summary>
    public void Remove(LiveKey key)
    {
        Due.Remove(key);
        Change(key);
    }
}
