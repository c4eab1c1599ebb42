using ServerSessions.Detection;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Journeys;

/// <summary>State that the two stages of one fold share: rules and their context, the changes, and the timers.</summary>
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

    /// <summary>Whether the changes are stored; otherwise states and rollups are not collected.</summary>
    public bool IsStored { get; set; } = true;

    /// <summary>The browsers and users that have withdrawn analytics.</summary>
    public Withdrawals Withdrawn { get; } = new();

    /// <summary>The statements of rules in one run; cleared before each.</summary>
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
