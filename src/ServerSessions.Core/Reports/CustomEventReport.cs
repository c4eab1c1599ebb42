namespace ServerSessions;

/// <summary>
/// What became of the events that the application recorded itself (<c>TrackedSession.Record</c>) in this process: made = recorded + dropped +
/// those that are queued.
/// </summary>
public sealed record CustomEventReport
{
    /// <summary>Events that the application recorded.</summary>
    public long Made { get; init; }
    /// <summary>Of those, events that storage has taken.</summary>
    public long Recorded { get; init; }
    /// <summary>Of those, dropped, all reasons.</summary>
    public long Dropped { get; init; }
    /// <summary>Dropped by reason: the request's own reasons, <c>excluded</c> (the request is not recorded), <c>completed</c> (recorded after the request had ended), <c>limit</c> (above <c>TrackedSession.MaxRecorded</c>) and <c>unnamed</c>.</summary>
    public IReadOnlyList<NamedCount> DroppedByReason { get; init; } = [];
}
