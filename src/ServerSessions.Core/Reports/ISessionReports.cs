namespace ServerSessions;

/// <summary>Session reports for code inside the application; the admin endpoints answer from the same.</summary>
public interface ISessionReports
{
    /// <summary>Sessions, newest first.</summary>
    /// <exception cref="ArgumentException">The query contradicts itself or its cursor is not one of ours.</exception>
    ValueTask<Page<SessionSummary>> ListAsync(SessionQuery query, CancellationToken cancellation = default);

    /// <summary>One session, open or closed; null when there is none of that id.</summary>
    ValueTask<SessionReport?> FindAsync(SessionId id, CancellationToken cancellation = default);

    /// <summary>Figures over a stretch of time, by default the last 24 hours.</summary>
    /// <exception cref="ArgumentException">It ends before it begins, or is longer than 400 days.</exception>
    ValueTask<Overview> OverviewAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellation = default);

    /// <summary>How the pipeline stands.</summary>
    ValueTask<PipelineReport> PipelineAsync(CancellationToken cancellation = default);

    /// <summary>The newest entries that could not be folded, newest first; the storage keeps 1,000 of each partition.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not between 1 and 1,000.</exception>
    ValueTask<IReadOnlyList<DeadLetterReport>> DeadLettersAsync(int limit = 100, CancellationToken cancellation = default);
}
