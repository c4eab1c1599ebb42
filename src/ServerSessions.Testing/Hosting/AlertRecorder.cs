using System.Collections.Concurrent;

namespace ServerSessions.Testing;

/// <summary>Keeps the alerts that are delivered to handlers.</summary>
internal sealed class AlertRecorder : ISessionAlertHandler
{
    private readonly ConcurrentQueue<Alert> _alerts = new();

    public IReadOnlyList<Alert> All => [.. _alerts];

    public Task HandleAsync(Alert alert, CancellationToken cancellationToken)
    {
        _alerts.Enqueue(alert);
        return Task.CompletedTask;
    }
}
