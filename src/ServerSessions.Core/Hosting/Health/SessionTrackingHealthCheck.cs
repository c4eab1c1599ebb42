using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Journeys;
using ServerSessions.Response;
using ServerSessions.Storage;

namespace ServerSessions.Hosting.Health;

/// <summary>Checks everything that can fall behind or stop, and reports each fault with its remedy.</summary>
internal sealed class SessionTrackingHealthCheck(
    ISessionStorage storage, RollerService roller, AlertDeliveryService delivery, EndpointStates webhooks, DecisionFeed decisions, TimeProvider time,
    ICaptureHealth? capture = null) : IHealthCheck
{
    /// <summary>Maximum processing lag before the check reports a fault.</summary>
    public static readonly TimeSpan MaxLag = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan StoragePatience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var faults = new List<string>();
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        capture?.Check(faults, data);
        if (roller.HasFailed)
            faults.Add("Processing has stopped because of an error in session tracking (log 106): no journeys, reports or alerts are made. Restart this process.");
        if (delivery.HasFailed)
            faults.Add("Alert delivery has stopped because of an error in session tracking: webhooks and handlers receive nothing. Restart this process.");
        if (decisions.HasFailed)
            faults.Add("Reading decisions has stopped because of an error in session tracking (log 509): new decisions do not reach this node. Restart this process.");
        foreach (var (target, state) in webhooks.Disabled)
            faults.Add($"The webhook {target} is disabled since {state.DisabledSince:u}: {state.Reason} Repair the receiver and enable the webhook again.");
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
            if (lag > MaxLag)
                faults.Add($"Processing is {lag.TotalSeconds:0} s behind (maximum {MaxLag.TotalSeconds:0} s): journeys, reports and alerts are late. Add workers with the role Roll, or check their logs.");
            if (lag > MaxLag && all.Count(s => s.Owner is null) is > 0 and var free)
                faults.Add($"{free} of {all.Length} partitions have no worker. Check that a process with the role Roll runs.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            faults.Add($"Storage does not answer ({exception.GetType().Name}: {exception.Message}) Requests are served; their events wait in the queue for up to 10 minutes.");
        }
    }
}
