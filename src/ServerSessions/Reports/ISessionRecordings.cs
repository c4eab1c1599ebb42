namespace ServerSessions.Reports;

/// <summary>What is known of recordings of sessions, and who has viewed them. The package ServerSessions.Recordings registers it with <c>.AddSessionRecording()</c>.</summary>
public interface ISessionRecordings
{
    /// <summary>Returns the recording of a session; null when there is none.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<SessionRecording?> FindAsync(SessionId session, CancellationToken cancellationToken = default);

    /// <summary>Returns the newest views of recordings, newest first.</summary>
    /// <param name="limit">Maximum number, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<RecordingView>> ListViewsAsync(int limit = 100, CancellationToken cancellationToken = default);
}
