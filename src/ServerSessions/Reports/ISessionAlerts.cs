namespace ServerSessions;

/// <summary>Alerts for code inside the application; the admin endpoints answer from the same.</summary>
public interface ISessionAlerts
{
    /// <summary>Alerts, newest first.</summary>
    /// <exception cref="ArgumentException">The cursor is not one of ours.</exception>
    ValueTask<Page<Alert>> ListAsync(AlertQuery query, CancellationToken cancellation = default);

    /// <summary>One alert; null when there is none of that id.</summary>
    ValueTask<Alert?> FindAsync(string id, CancellationToken cancellation = default);
}
