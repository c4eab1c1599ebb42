using ServerSessions.Insights;

namespace ServerSessions.Reports.Insights;

/// <summary>A segment that can be applied to journeys.</summary>
internal sealed class SegmentFilter(Segment segment, FeatureMap features)
{
    public bool Holds(Journey journey) => segment.Includes(journey.Actor) && segment.HoldsApartFromActor(journey, features);

    /// <summary>Whether a journey is in the segment; one that is left out only because of its actor is counted.</summary>
    public bool Holds(Journey journey, LeftOut leftOut)
    {
        if (!segment.HoldsApartFromActor(journey, features))
            return false;
        if (segment.Includes(journey.Actor))
            return true;
        leftOut.Add(journey.Actor);
        return false;
    }
}
