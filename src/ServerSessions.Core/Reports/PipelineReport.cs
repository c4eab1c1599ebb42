namespace ServerSessions.Reports;

/// <summary>State of the pipeline. For this process: served = recorded + dropped + excluded + requests that are queued.</summary>
public sealed record PipelineReport
{
    /// <summary>"in-process" or "redis".</summary>
    public required string Storage { get; init; }
    /// <summary>Version of the library.</summary>
    public required string Version { get; init; }
    /// <summary>Hash of the endpoint table that this process records under.</summary>
    public required string Catalog { get; init; }
    /// <summary>Number of requests that this process has served.</summary>
    public long Served { get; init; }
    /// <summary>Number of recorded requests.</summary>
    public long Recorded { get; init; }
    /// <summary>Number of dropped requests, all reasons together.</summary>
    public long Dropped { get; init; }
    /// <summary>Number of excluded requests, all reasons together.</summary>
    public long Excluded { get; init; }
    /// <summary>Recorded / (served − excluded); null before the first request.</summary>
    public double? CaptureRatio { get; init; }
    /// <summary>Number of dropped requests by reason.</summary>
    public IReadOnlyList<NamedCount> DroppedByReason { get; init; } = [];
    /// <summary>Number of excluded requests by reason.</summary>
    public IReadOnlyList<NamedCount> ExcludedByReason { get; init; } = [];
    /// <summary>Events that the application recorded itself: made = recorded + dropped + queued.</summary>
    public CustomEventReport CustomEvents { get; init; } = new();
    /// <summary>
    /// Decisions of people about consent that this process has taken and of which no proof is kept, by reason: <c>queue_full</c>, <c>network</c>
    /// (<c>ConsentOptions.ProofsPerNetwork</c>) and <c>limit</c> (<c>ConsentOptions.MaxProofs</c>). The decisions hold.
    /// </summary>
    public IReadOnlyList<NamedCount> UnprovenConsents { get; init; } = [];
    /// <summary>Number of events in the queue of this process.</summary>
    public long Queued { get; init; }
    /// <summary>Share of the queue's capacity in use, by events or bytes: 0 to 1.</summary>
    public double QueueUsage { get; init; }
    /// <summary>Step of the back-pressure: 0 nothing is shed, 1 to 3 a share of the new anonymous sessions, 4 all of them, 5 everything.</summary>
    public int Backpressure { get; init; }
    /// <summary>Number of events that storage lost after it had acknowledged them, and that were sent again.</summary>
    public long Healed { get; init; }
    /// <summary>Number of events that storage lost after it had acknowledged them, for good. They are among the recorded.</summary>
    public long LostAfterRecording { get; init; }
    /// <summary>Number of journeys that were removed because the storage is bounded.</summary>
    public long Forgotten { get; init; }
    /// <summary>Exceptions of the application's detectors, locators and delegates in this process, by part.</summary>
    public IReadOnlyList<NamedCount> ApplicationFaults { get; init; } = [];
    /// <summary>Ids of rules that are off in this process until it restarts, because a call of their detector did not return (<see cref="DetectorReport.IsHung"/>).</summary>
    public IReadOnlyList<string> HungDetectors { get; init; } = [];
    /// <summary>Why the state of the partitions could not be read; null when it was read. The figures of this process are valid in either case.</summary>
    public string? StorageFault { get; init; }
    /// <summary>The partitions; none when storage does not answer.</summary>
    public IReadOnlyList<PartitionReport> Partitions { get; init; } = [];
}
