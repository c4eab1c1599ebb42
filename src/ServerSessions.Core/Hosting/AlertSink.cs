using ServerSessions.Alerts;
using ServerSessions.Journeys;
using ServerSessions.Storage;

namespace ServerSessions.Hosting;

/// <summary>Passes alerts from the outbox of a partition to their delivery.</summary>
internal sealed class AlertSink(AlertDispatcher dispatcher) : IAlertSink
{
    public ValueTask AcceptAsync(int partition, StreamPosition? position, Alert alert, bool isOfPersons, CancellationToken cancellationToken) =>
        position is { } at ? dispatcher.AcceptAsync(partition, at, alert, isOfPersons, cancellationToken) : dispatcher.AcceptAsync(partition, alert, cancellationToken);
}
