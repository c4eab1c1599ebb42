namespace ServerSessions.Reports;

/// <summary>What is known of recordings of sessions, and who has viewed them. The package ServerSessions.Recordings registers it with <c>.AddSessionRecording()</c>.</summary>
public interface ISessionRecordings
{
    /// <summary>Returns the recording of a session; null when there is none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<SessionRecording?> FindAsync(SessionId session, CancellationToken cancellationToken = default);

    /// <summary>Returns views of recordings, newest first.</summary>
    /// <param name="limit">Page size, 1 to 500; 100 by default.</param>
    /// <param name="after">Cursor: <see cref="Page{T}.Next"/> of the page before; null (the default) for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The limit is out of range, or the cursor none of ours.</exception>
    ValueTask<Page<RecordingView>> ListViewsAsync(int limit = 100, string? after = null, CancellationToken cancellationToken = default);
}
