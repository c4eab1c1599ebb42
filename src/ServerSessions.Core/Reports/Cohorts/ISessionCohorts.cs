using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Saved cohorts: named segments and named sets of users, which every insight takes as <c>segment=cohort:NAME</c>.</summary>
public interface ISessionCohorts
{
    /// <summary>Lists the declared and the saved cohorts by name.</summary>
    ValueTask<IReadOnlyList<Cohort>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns a cohort; null when there is none of this name.</summary>
    ValueTask<Cohort?> FindAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves a cohort, or replaces the saved one of the same name. A cohort of users is collected now: its users stay the same, except that a user leaves
    /// with the newest of the sessions that put them there.
    /// </summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="by">The user who saves it, for the log; null for an unknown one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The name or the segment is invalid, the range ends before it begins or exceeds 400 days, there are 100 saved cohorts, or more than 100,000 users.</exception>
    /// <exception cref="InvalidOperationException">The options declare a cohort of this name.</exception>
    ValueTask<Cohort> SaveAsync(Cohort cohort, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Removes a saved cohort; false when there is none of this name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="by">The user who removes it, for the log; null for an unknown one.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="InvalidOperationException">The options declare a cohort of this name.</exception>
    ValueTask<bool> RemoveAsync(string name, string? by = null, CancellationToken cancellationToken = default);
}
