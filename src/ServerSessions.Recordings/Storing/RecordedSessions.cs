using ServerSessions.Reports;

namespace ServerSessions.Recordings.Storing;

/// <summary>The sessions of all recordings. They are read at most every ten seconds: a list of sessions that is paged through asks for each page.</summary>
internal sealed class RecordedSessions(RecordingTable table, TimeProvider time) : IRecordedSessions
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);

    private volatile Snapshot? _newest;

    public async ValueTask<IReadOnlySet<SessionId>> ListAsync(CancellationToken cancellationToken)
    {
        if (_newest is { } newest && time.GetElapsedTime(newest.At) < Kept)
            return newest.Sessions;
        var at = time.GetTimestamp();
        var sessions = new HashSet<SessionId>();
        await foreach (var (_, recordings) in table.ListAsync(DateTimeOffset.MaxValue, cancellationToken))
            foreach (var entry in recordings.Recordings)
                if (SessionId.TryParse(entry.Session, out var session))
                    sessions.Add(session);
        _newest = new Snapshot(at, sessions);
        return sessions;
    }

    private sealed record Snapshot(long At, IReadOnlySet<SessionId> Sessions);
}
