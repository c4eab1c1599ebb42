using ServerSessions.Alerts;
using ServerSessions.Response;

namespace ServerSessions.Hosting;

/// <summary>Raises an operational alert, at most once an hour, when decisions exceed their limit.</summary>
internal sealed class DecisionAlarm(OperationalAlerts alerts, TimeProvider time) : IDecisionAlarm
{
    public ValueTask FullAsync(string reason, CancellationToken cancellationToken) =>
        alerts.RaiseAsync("decisions without room", reason, time.GetUtcNow(), cancellationToken);
}
