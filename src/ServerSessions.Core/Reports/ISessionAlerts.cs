namespace ServerSessions.Reports;

/// <summary>Lists and judges alerts, for code inside the application. The admin API uses the same service.</summary>
public interface ISessionAlerts
{
    /// <summary>Lists alerts, newest first.</summary>
    /// <exception cref="ArgumentException">The cursor is invalid.</exception>
    ValueTask<Page<Alert>> ListAsync(AlertQuery query, CancellationToken cancellationToken = default);

    /// <summary>Returns one alert; null when the id is unknown.</summary>
    ValueTask<Alert?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets the state of an alert. A false positive counts against the rule's precision, and the rule does not alert about the same subject until
    /// <see cref="AlertDecision.SuppressFor"/> is over; suppressed alerts are counted.
    /// </summary>
    /// <returns>The alert with its new state; null when the id is unknown.</returns>
    /// <exception cref="ArgumentException">The state is unknown, or the reason or the duration is too long.</exception>
    ValueTask<Alert?> DecideAsync(string id, AlertDecision decision, CancellationToken cancellationToken = default);
}
