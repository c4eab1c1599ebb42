using ServerSessions.Insights;
using ServerSessions.Insights.Funnels;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports.Recorded;

/// <summary>The closed sessions with a recording that a report counts, to find the figures with a recording behind them.</summary>
internal sealed class RecordedJourneys(IReadOnlyList<Journey> journeys)
{
    public static RecordedJourneys None { get; } = new([]);

    public int Count => journeys.Count;

    /// <summary>Whether a session is one of them.</summary>
    public bool Has(SessionId session) => journeys.Any(journey => journey.Id == session);

    /// <summary>Whether one of them has a value of a segment's key.</summary>
    public bool Has(string key, string value)
    {
        var segment = new Segment([new(key, value)]);
        return journeys.Any(journey => segment.HoldsApartFromActor(journey, FeatureMap.Empty));
    }

    /// <summary>Whether one of them is behind a figure of a funnel.</summary>
    public bool Has(FunnelDefinition funnel, FunnelSessions which)
    {
        if (journeys.Count == 0)
            return false;
        var fold = new FunnelFold(funnel);
        return journeys.Any(journey => FunnelReader.IsMeant(fold, which, journey));
    }
}
