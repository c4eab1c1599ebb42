using ServerSessions.Insights;

namespace ServerSessions.Reports.Insights;

/// <summary>Makes of a segment what can be asked of a journey.</summary>
internal sealed class SegmentFilters(AppFeatures features)
{
    public async ValueTask<SegmentFilter> OfAsync(Segment segment, CancellationToken cancellationToken) => segment.IsResolved
        ? new(segment, segment.NeedsFeatures ? (await features.FindAsync(cancellationToken)).Settings.Features : FeatureMap.Empty)
        : throw new InvalidOperationException("The segment names a cohort that is not resolved.");
}
