namespace ServerSessions.Reports;

/// <summary>
/// Counts of the events that the application recorded itself (<c>TrackedSession.Record</c>) in this process: made = recorded + dropped + those that are
/// queued.
/// </summary>
public sealed record CustomEventReport
{
    /// <summary>Number of events that the application recorded.</summary>
    public long Made { get; init; }
    /// <summary>Number of those events that are in storage.</summary>
    public long Recorded { get; init; }
    /// <summary>Number of dropped events, all reasons together.</summary>
    public long Dropped { get; init; }
    /// <summary>Dropped by reason: the request's own reasons, <c>excluded</c> (the request is not recorded), <c>completed</c> (recorded after the request had ended), <c>limit</c> (above <c>TrackedSession.MaxRecorded</c>) and <c>unnamed</c>.</summary>
    public IReadOnlyList<NamedCount> DroppedByReason { get; init; } = [];
    /// <summary>Number of events whose value was removed because no figure can count it: its currency is malformed, or it is beyond ±1,000,000,000.</summary>
    public long RefusedValues { get; init; }
}
