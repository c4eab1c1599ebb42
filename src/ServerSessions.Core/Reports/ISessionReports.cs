using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Session reports for code inside the application. The admin API uses the same service.</summary>
public interface ISessionReports
{
    /// <summary>Lists sessions, newest first.</summary>
    /// <exception cref="ArgumentException">The query contradicts itself, or its cursor is invalid.</exception>
    /// <exception cref="InvalidOperationException">The profile is <see cref="TrackingProfile.AudienceOnly"/>.</exception>
    ValueTask<Page<SessionSummary>> ListAsync(SessionQuery query, CancellationToken cancellationToken = default);

    /// <summary>Returns one session, open or closed; null when the id is unknown.</summary>
    /// <exception cref="InvalidOperationException">The profile is <see cref="TrackingProfile.AudienceOnly"/>.</exception>
    ValueTask<SessionReport?> FindAsync(SessionId id, CancellationToken cancellationToken = default);

    /// <summary>Returns figures over a range of time, by default the last 24 hours and the sessions of people.</summary>
    /// <remarks>
    /// Persons, all others together, and all sessions (<see cref="Segment.All"/>) come from rollups. For any other segment the stored journeys are folded, at
    /// most 2,000,000.
    /// </remarks>
    /// <exception cref="ArgumentException">The range ends before it begins, or is longer than 400 days.</exception>
    ValueTask<Overview> OverviewAsync(
        DateTimeOffset? from = null, DateTimeOffset? to = null, Segment? segment = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the people with trouble whose sessions started in the last hours, with the cause and what to do about it.</summary>
    /// <param name="hours">Length of the range in hours, 1 to 168; 24 by default.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <remarks>The newest 1,000 open sessions are read, and at most 2,000,000 closed ones.</remarks>
    /// <exception cref="ArgumentException">The number of hours is out of range.</exception>
    ValueTask<StuckReport> StuckAsync(int hours = 24, CancellationToken cancellationToken = default);

    /// <summary>Returns the state of the pipeline.</summary>
    ValueTask<PipelineReport> PipelineAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the dead letters, newest first. The storage keeps 1,000 of each partition.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not between 1 and 1,000.</exception>
    ValueTask<IReadOnlyList<DeadLetterReport>> DeadLettersAsync(int limit = 100, CancellationToken cancellationToken = default);
}
