namespace ServerSessions.Diagnostics;

/// <summary>The names of all instruments; docs/operations.md says what they mean.</summary>
internal static class MetricNames
{
    private const string Prefix = "serversessions.";

    public const string AlertAttemptDuration = Prefix + "alert.attempt.duration";
    public const string AlertDeferred = Prefix + "alert.deferred";
    public const string AlertDeliveries = Prefix + "alert.deliveries";
    public const string AlertStorageFailures = Prefix + "alert.storage_failures";
    public const string AlertSuppressed = Prefix + "alert.suppressed";
    public const string AppendBatches = Prefix + "append.batches";
    public const string AppendDuration = Prefix + "append.duration";
    public const string ApplicationFaults = Prefix + "application.faults";
    public const string BackpressureStep = Prefix + "backpressure.step";
    public const string BeaconReports = Prefix + "beacon.reports";
    public const string CampaignsOther = Prefix + "campaigns.other";
    public const string CaptureRatio = Prefix + "capture.ratio";
    public const string ConsentDecisions = Prefix + "consent.decisions";
    public const string ConsentUnproven = Prefix + "consent.unproven";
    public const string CustomEventsDropped = Prefix + "custom_events.dropped";
    public const string CustomEventsMade = Prefix + "custom_events.made";
    public const string CustomEventsRecorded = Prefix + "custom_events.recorded";
    public const string CustomEventsRefusedValues = Prefix + "custom_events.refused_values";
    public const string EventsHealed = Prefix + "events.healed";
    public const string EventsLost = Prefix + "events.lost";
    public const string InsightCacheFailures = Prefix + "insight.cache.failures";
    public const string InsightCacheHits = Prefix + "insight.cache.hits";
    public const string InsightCacheMisses = Prefix + "insight.cache.misses";
    public const string PartitionsOwned = Prefix + "partitions.owned";
    public const string QueueEvents = Prefix + "queue.events";
    public const string QueueUsage = Prefix + "queue.usage";
    public const string RecordingBytes = Prefix + "recording.bytes";
    public const string RecordingChunks = Prefix + "recording.chunks";
    public const string RecordingsDeleted = Prefix + "recordings.deleted";
    public const string RequestsDropped = Prefix + "requests.dropped";
    public const string RequestsExcluded = Prefix + "requests.excluded";
    public const string RequestsRecorded = Prefix + "requests.recorded";
    public const string RequestsServed = Prefix + "requests.served";
    public const string ResponseDecisions = Prefix + "response.decisions";
    public const string ResponseRequests = Prefix + "response.requests";
    public const string RollBacklog = Prefix + "roll.backlog";
    public const string RollBuried = Prefix + "roll.buried";
    public const string RollClosedEarly = Prefix + "roll.closed_early";
    public const string RollDeadLetters = Prefix + "roll.dead_letters";
    public const string RollFenced = Prefix + "roll.fenced";
    public const string RollLag = Prefix + "roll.lag";
    public const string RollLive = Prefix + "roll.live";
    public const string RollMissing = Prefix + "roll.missing";
    public const string RollOutbox = Prefix + "roll.outbox";
    public const string RollUnremembered = Prefix + "roll.unremembered";
    public const string TraitsDropped = Prefix + "traits.dropped";
}
