using ServerSessions.Insights;
using ServerSessions.Journeys.Codec;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Insights;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;

namespace ServerSessions.Reports.Recorded;

/// <summary>Reads the newest closed sessions with a recording, for the links of a page to recordings.</summary>
internal sealed class RecordedJourneyReader(ISessionStorage storage, SegmentFilters segments, CohortResolver cohorts, IRecordedSessions? recordings = null)
{
    /// <summary>Maximum number of sessions of a range that are read.</summary>
    public const int MaxRead = 200;

    /// <summary>Which of some sessions have a recording.</summary>
    public async ValueTask<IReadOnlySet<SessionId>> OfAsync(IEnumerable<SessionId> sessions, CancellationToken cancellationToken)
    {
        if (recordings is null)
            return new HashSet<SessionId>();
        var recorded = await recordings.ListAsync(cancellationToken);
        return sessions.Where(recorded.Contains).ToHashSet();
    }

    /// <summary>The newest sessions of a report's range and segment that have a recording.</summary>
    public async ValueTask<RecordedJourneys> OfAsync(InsightScope scope, Segment segment, CancellationToken cancellationToken)
    {
        if (recordings is null)
            return RecordedJourneys.None;
        var (from, to) = (scope.From.ToUnixTimeMilliseconds(), scope.To.ToUnixTimeMilliseconds());
        var ids = (await recordings.ListAsync(cancellationToken)).Where(id => id.Milliseconds >= from && id.Milliseconds < to).OrderDescending().Take(MaxRead).ToList();
        if (ids.Count == 0)
            return RecordedJourneys.None;
        var filter = await segments.OfAsync(await cohorts.ResolveAsync(segment, cancellationToken), cancellationToken);
        var codec = new JourneyCodec(new StringPool());
        var journeys = new List<Journey>();
        foreach (var id in ids)
            if (await storage.FindAsync(id, cancellationToken) is { } stored && codec.Decode(stored) is var journey && filter.Holds(journey))
                journeys.Add(journey);
        return new RecordedJourneys(journeys);
    }
}
