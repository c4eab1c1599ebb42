using System.Collections.Concurrent;

namespace ServerSessions.Tests.Alerts;

internal sealed class RecordingHandler : ISessionAlertHandler
{
    private readonly ConcurrentQueue<Alert> _alerts = new();

    public IReadOnlyList<Alert> Alerts => [.. _alerts];

    public Task HandleAsync(Alert alert, CancellationToken cancellationToken)
    {
        _alerts.Enqueue(alert);
        return Task.CompletedTask;
    }
}
