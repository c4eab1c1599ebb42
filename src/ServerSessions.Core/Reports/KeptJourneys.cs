using ServerSessions.Storage;

namespace ServerSessions.Reports;

/// <summary>How far back the stored journeys reach.</summary>
internal sealed class KeptJourneys(ISessionStorage storage, TimeProvider time)
{
    /// <summary>Time before which journeys are not kept any more; null when none has been removed.</summary>
    public async ValueTask<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken)
    {
        if (storage.JourneysKept is { } kept)
            return time.GetUtcNow() - kept;
        if (storage.Forgotten == 0)
            return null;
        // A bounded storage has given up the oldest of all.
        DateTimeOffset? oldest = null;
        for (var partition = 0; partition < storage.Partitions; partition++)
            if (await storage.ScanAsync(partition, new JourneyScan(0, long.MaxValue, null, 1), cancellationToken) is [var first]
                && DateTimeOffset.FromUnixTimeMilliseconds(first.Id.Milliseconds) is var start && !(start >= oldest))
                oldest = start;
        return oldest;
    }
}
