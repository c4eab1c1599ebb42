using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Journeys;
using ServerSessions.Response;
using ServerSessions.Storage;

namespace ServerSessions.Hosting.Health;

/// <summary>Looks at everything that can fall behind or stop, and says what, and what to do.</summary>
internal sealed class SessionTrackingHealthCheck(
    ISessionStorage storage, RollerService roller, AlertDeliveryService delivery, EndpointStates webhooks, DecisionFeed decisions, TimeProvider time,
    ICaptureHealth? capture = null) : IHealthCheck
{
    /// <summary>So old may the oldest entry be that is not rolled up.</summary>
    public static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StoragePatience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        capture?.Check(faults, data);
        if (roller.HasFailed)
            faults.Add("Rolling and detection have stopped by a fault of session tracking (log 106): no journeys, reports or alerts are made. Restart this process.");
        if (delivery.HasFailed)
            faults.Add("Delivering alerts has stopped by a fault of session tracking: webhooks and handlers get nothing. Restart this process.");
        if (decisions.HasFailed)
            faults.Add("Reading decisions about sessions has stopped by a fault of session tracking (log 509): what is decided now does not reach this node. Restart this process.");
        foreach (var (target, state) in webhooks.Disabled)
            faults.Add($"The webhook {target} is disabled since {state.DisabledSince:u}: {state.Reason} Mend the receiver and switch it on again.");
        await CheckStorageAsync(faults, data, cancellationToken);
        return faults.Count == 0
            ? HealthCheckResult.Healthy("Session tracking keeps up.", data)
            : new HealthCheckResult(context.Registration.FailureStatus, string.Join(' ', faults), data: data);
    }

    private async Task CheckStorageAsync(List<string> faults, Dictionary<string, object> data, CancellationToken cancellationToken)
    {
        try
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var all = await Task.WhenAll(Enumerable.Range(0, storage.Partitions).Select(p => storage.StatusAsync(p, cancellationToken).AsTask()))
                .WaitAsync(StoragePatience, time, cancellationToken);
            var lag = TimeSpan.FromMilliseconds(Math.Max(0, all.Max(s => now - (s.OldestUncommitted ?? now))));
            data["lagSeconds"] = lag.TotalSeconds;
            data["deadLettered"] = all.Sum(s => s.DeadLettered);
            if (lag > LongestLag)
                faults.Add($"Rolling is {lag.TotalSeconds:0} s behind (more than {LongestLag.TotalSeconds:0} s): journeys, reports and alerts are late. Add workers with the role Roll, or look at their logs.");
            if (lag > LongestLag && all.Count(s => s.Owner is null) is > 0 and var free)
                faults.Add($"{free} of {all.Length} partitions are rolled by nobody: is there a process with the role Roll?");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            faults.Add($"Storage does not answer ({exception.GetType().Name}: {exception.Message}) Requests are served; their events wait in the queue for up to 10 minutes.");
        }
    }
}
