using ServerSessions.Insights;

namespace ServerSessions.Reports.Insights;

/// <summary>Makes of a segment what can be asked of a journey.</summary>
internal sealed class SegmentFilters(AppFeatures features)
{
    public async ValueTask<Func<Journey, bool>> OfAsync(Segment segment, CancellationToken cancellationToken)
    {
        var map = segment.NeedsFeatures ? (await features.FindAsync(cancellationToken)).Settings.Features : FeatureMap.Empty;
        return journey => segment.Holds(journey, map);
    }
}
