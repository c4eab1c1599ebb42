namespace ServerSessions;

/// <summary>Alerts for code inside the application; the admin endpoints answer from the same.</summary>
public interface ISessionAlerts
{
    /// <summary>Alerts, newest first.</summary>
    /// <exception cref="ArgumentException">The cursor is not one of ours.</exception>
    ValueTask<Page<Alert>> ListAsync(AlertQuery query, CancellationToken cancellation = default);

    /// <summary>One alert; null when there is none of that id.</summary>
    ValueTask<Alert?> FindAsync(string id, CancellationToken cancellation = default);

    /// <summary>
    /// Says what people found of an alert. A false positive counts against its rule's shown precision, and the rule does not alert about the
    /// same subject again until <see cref="AlertDecision.SuppressFor"/> is over; what it leaves out is counted.
    /// </summary>
    /// <returns>The alert as it now stands; null when there is none of that id.</returns>
    /// <exception cref="ArgumentException">The decision is none: an unknown state, a reason or a time that is too long.</exception>
    ValueTask<Alert?> DecideAsync(string id, AlertDecision decision, CancellationToken cancellation = default);
}
