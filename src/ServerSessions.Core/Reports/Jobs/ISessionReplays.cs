namespace ServerSessions.Reports;

/// <summary>Replays of rules over the stored journeys, as jobs: for code inside the application. The admin API uses the same service.</summary>
public interface ISessionReplays
{
    /// <summary>Takes a replay as a job of this process, which runs one at a time; at most ten wait.</summary>
    /// <param name="rule">Id of the rule, such as "D13", whatever its mode.</param>
    /// <param name="from">Earliest start of a journey; null for the oldest that is kept.</param>
    /// <param name="to">Latest start, exclusive; null for the time of the work.</param>
    /// <param name="by">Name of the person who asked for it; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call, not the replay.</param>
    /// <returns>The job; null when the rule is unknown.</returns>
    /// <exception cref="ArgumentException">The range ends before it begins, or the rule is not made of the events of sessions.</exception>
    /// <exception cref="InvalidOperationException">Ten replays wait in this process.</exception>
    ValueTask<ReplayReport?> RequestAsync(
        string rule, DateTimeOffset? from = null, DateTimeOffset? to = null, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the newest 50 replays of all processes, without their results.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<ReplayReport>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns a replay with its result.</summary>
    /// <param name="id">Id of the replay.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null when there is none, or when it is older than alerts are kept.</returns>
    ValueTask<ReplayReport?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Cancels a replay of any process: at once while it waits, within seconds while it runs. One that has ended stays as it is.</summary>
    /// <param name="id">Id of the replay.</param>
    /// <param name="by">Name of the person who cancels it, for the audit log; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The replay; null when there is none.</returns>
    ValueTask<ReplayReport?> CancelAsync(string id, string? by = null, CancellationToken cancellationToken = default);
}
