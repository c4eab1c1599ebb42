using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;

namespace ServerSessions.Alerts;

/// <summary>Delivers alerts to a handler of the application.</summary>
internal sealed class HandlerTarget(string id, ISessionAlertHandler handler) : IDeliveryTarget
{
    public string Id => id;

    public bool CanBeDisabled => false;

    public bool Wants(Alert alert) => alert.State == AlertState.Open;

    public bool WantsSummary => false;

    public byte[] Encode(Alert alert, int? suppressed) => AlertJson.Encode(alert);

    public async Task<AttemptResult> SendAsync(string message, byte[] payload, CancellationToken cancellationToken)
    {
        await handler.HandleAsync(AlertJson.Decode(payload), cancellationToken);
        return new AttemptResult(DeliveryAttemptKind.Delivered);
    }
}
