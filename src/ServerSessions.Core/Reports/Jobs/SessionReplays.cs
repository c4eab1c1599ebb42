using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;

namespace ServerSessions.Reports.Jobs;

/// <summary>Hands replays to this process, and cancels those of any process.</summary>
internal sealed class SessionReplays(
    DetectorReports detectors, ReplayStore store, ReplayQueue queue, JobHeartbeat heartbeat, IAuditNames names, TimeProvider time, ILogger<SessionReplays> logger) : ISessionReplays
{
    private const string Unnamed = "the application";
    private const int MaxNameLength = 256;

    public async ValueTask<ReplayReport?> RequestAsync(
        string rule, DateTimeOffset? from = null, DateTimeOffset? to = null, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rule);
        if (detectors.Find(rule) is not { } detector)
            return null;
        if (!DetectorReports.CanReplay(detector.Info))
            throw new ArgumentException($"{detector.Info.Id} is made of hours and not of sessions. It is replayed at once: POST insights/navigation/replay.");
        if (from > to)
            throw new ArgumentException(FormattableString.Invariant($"The range ends ({to:yyyy-MM-dd HH:mm}) before it begins ({from:yyyy-MM-dd HH:mm})."));
        foreach (var cancelled in queue.TakeCancelled())
            heartbeat.Release(cancelled);
        if (!queue.TryReserve())
            throw new InvalidOperationException($"{ReplayQueue.Capacity} replays wait in this process. Cancel one, or try again when one is done.");
        var now = time.GetUtcNow();
        var replay = new ReplayReport
        {
            Id = ReplayStore.NewId(),
            Rule = detector.Info.Id,
            State = JobState.Waiting,
            From = from?.ToUniversalTime(),
            To = to?.ToUniversalTime(),
            RequestedAt = now,
            SeenAt = now,
            RequestedBy = by?.Length > MaxNameLength ? by[..MaxNameLength] : by,
        };
        try
        {
            await store.AddAsync(replay, cancellationToken);
            queue.Add(await heartbeat.HoldAsync(store, replay.Id, cancellationToken), replay);
        }
        catch
        {
            queue.Leave();
            throw;
        }

        Log.ReplayChanged(logger, replay.Id, replay.Rule, "requested", names.Of(by, Unnamed));
        return replay;
    }

    public async ValueTask<IReadOnlyList<ReplayReport>> ListAsync(CancellationToken cancellationToken = default) =>
        [.. (await store.ListAsync(cancellationToken)).Select(replay => replay with { Result = null })];

    public ValueTask<ReplayReport?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return store.FindAsync(id, cancellationToken);
    }

    public async ValueTask<ReplayReport?> CancelAsync(string id, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        if (await store.CancelAsync(id, cancellationToken) is not { } replay)
            return null;
        if (replay.IsCancelRequested)
            Log.ReplayChanged(logger, id, replay.Rule, "cancelled", names.Of(by, Unnamed));
        await heartbeat.WakeAsync(cancellationToken);
        return replay;
    }
}
