using ServerSessions.Insights;
using ServerSessions.Insights.Funnels;
using ServerSessions.Journeys.Codec;
using ServerSessions.Model;
using ServerSessions.Reports.Caching;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports.Insights;

/// <summary>Funnels over stored journeys, and the sessions behind their figures.</summary>
internal sealed class FunnelReader(StoredJourneys journeys, SegmentFilters segments, ISessionStorage storage, IRecordedSessions? recordings = null)
{
    private const int Chunk = 500;

    /// <param name="funnel">The funnel.</param>
    /// <param name="range">Which sessions.</param>
    /// <param name="breakdown">The fact by which it is broken down; null for none.</param>
    /// <param name="question">All that the report depends on.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async ValueTask<FunnelReport> ReportAsync(
        FunnelDefinition funnel, InsightRange range, string? breakdown, InsightQuestion question, CancellationToken cancellationToken)
    {
        if (breakdown is null && range.Segment.Rolled is not null)
            return await WalksAsync(funnel, range, question, cancellationToken);
        var key = breakdown is null ? null : Segment.BreakdownKey(breakdown);
        var (fold, scope) = await journeys.FoldAsync(
            range, () => new FunnelBreakdown(funnel, key), (f, j) => f.Add(j), (f, other) => f.Merge(other), cancellationToken, question);
        return fold.Result() with { Scope = scope };
    }

    /// <exception cref="ArgumentException">The step or the limit is out of bounds, or the cursor none of ours.</exception>
    public async ValueTask<Page<SessionSummary>> SessionsAsync(FunnelDefinition funnel, FunnelSessions which, InsightRange range, CancellationToken cancellationToken)
    {
        var fold = new FunnelFold(funnel);
        if (which.Step < 1 || which.Step > funnel.Steps.Count)
            throw new ArgumentException($"The step is {which.Step}; the funnel has steps 1 to {funnel.Steps.Count}.");
        if (which.Limit is < 1 or > SessionQuery.MaxLimit)
            throw new ArgumentException($"The limit is {which.Limit}; expected 1 to {SessionQuery.MaxLimit}.");
        var filter = await segments.OfAsync(range.Segment, cancellationToken);
        var recorded = which.Recorded is null || recordings is null ? null : await recordings.ListAsync(cancellationToken);
        var codec = new JourneyCodec(new StringPool());
        var items = new List<SessionSummary>();
        var before = which.After is null ? (SessionId?)null : Cursor.Session(which.After);
        for (var scanned = 0; scanned < SessionReports.MaxScanned; scanned += Chunk)
        {
            var page = await storage.ListAsync(
                new JourneyQuery(range.From.ToUnixTimeMilliseconds(), range.To.ToUnixTimeMilliseconds(), default, before, Chunk), cancellationToken);
            foreach (var stored in page)
            {
                before = stored.Id;
                if (which.Recorded is { } isRecorded && (recorded?.Contains(stored.Id) == true) != isRecorded)
                    continue;
                var journey = codec.Decode(stored);
                if (!filter.Holds(journey) || !IsMeant(fold, which, journey))
                    continue;
                items.Add(Projection.Summary(journey));
                if (items.Count == which.Limit)
                    return new Page<SessionSummary>(items, Cursor.Of(stored.Id));
            }

            if (page.Count < Chunk)
                return new Page<SessionSummary>(items, null);
        }

        return new Page<SessionSummary>(items, before is { } last ? Cursor.Of(last) : null);
    }

    // With only the actor selected, no journey need be decoded from storage.
    private async ValueTask<FunnelReport> WalksAsync(FunnelDefinition funnel, InsightRange range, InsightQuestion question, CancellationToken cancellationToken)
    {
        var (fold, scope) = await journeys.FoldStoredAsync(
            range, () => new FunnelFold(funnel), () => new WalkReader(new StringPool()),
            (fold, reader, stored, leftOut) =>
            {
                reader.Read(stored, fold.Walk);
                if (range.Segment.Includes(fold.Walk.Actor))
                    fold.Add(fold.Walk);
                else
                    leftOut.Add(fold.Walk.Actor);
            },
            (fold, other) => fold.Merge(other), cancellationToken, question);
        return fold.Result() with { Scope = scope };
    }

    /// <summary>Whether a session is one of those behind a figure of the fold's funnel.</summary>
    public static bool IsMeant(FunnelFold fold, FunnelSessions which, Journey journey)
    {
        var farthest = fold.FarthestOf(journey, out var cause);
        return which.Left ? farthest == which.Step - 1 && (which.Cause is null || which.Cause == cause)
            : farthest >= which.Step - 1 && fold.Reached(which.Step - 1);
    }
}
