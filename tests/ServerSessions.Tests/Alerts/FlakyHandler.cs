namespace ServerSessions.Tests.Alerts;

/// <summary>Fails the first time.</summary>
internal sealed class FlakyHandler : ISessionAlertHandler
{
    private int _calls;

    public int Calls => _calls;

    public Task HandleAsync(Alert alert, CancellationToken cancellationToken) =>
        Interlocked.Increment(ref _calls) == 1 ? throw new InvalidOperationException("The pager is off.") : Task.CompletedTask;
}
