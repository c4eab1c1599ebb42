using ServerSessions.Alerts;
using ServerSessions.Journeys;

namespace ServerSessions.Hosting;

/// <summary>Hands alerts from the roller's outbox to their delivery.</summary>
internal sealed class AlertSink(AlertDispatcher dispatcher) : IAlertSink
{
    public ValueTask AcceptAsync(int partition, Alert alert, CancellationToken cancellation) => dispatcher.AcceptAsync(partition, alert, cancellation);
}
