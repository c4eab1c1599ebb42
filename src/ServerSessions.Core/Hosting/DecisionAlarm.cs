using ServerSessions.Alerts;
using ServerSessions.Response;

namespace ServerSessions.Hosting;

/// <summary>Decisions that find no room are an operational alert, once an hour.</summary>
internal sealed class DecisionAlarm(OperationalAlerts alerts, TimeProvider time) : IDecisionAlarm
{
    public ValueTask FullAsync(string reason, CancellationToken cancellationToken) =>
        alerts.RaiseAsync("decisions without room", reason, time.GetUtcNow(), cancellationToken);
}
