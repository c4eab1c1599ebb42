using ServerSessions.Response;

namespace ServerSessions.Recordings.Storing;

/// <summary>Reads the recording of a session.</summary>
internal sealed class RecordingReader(RecordingTable table, IRecordingStore store, RecordingCipher cipher, ISessionFinder sessions)
{
    /// <summary>What is kept of a session's recording; empty when there is none. A session has more than one entry only where its browser was idle for long.</summary>
    public async ValueTask<IReadOnlyList<RecordingEntry>> FindAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (await sessions.FindAsync(session, cancellationToken) is not { KeyKind: KeyKind.Cookie } found)
            return [];
        var (recordings, _) = await table.ReadAsync(found.Key, cancellationToken);
        return [.. recordings.Recordings.Where(r => RecordingSessions.IsOf(r, found.Key, session))];
    }

    /// <summary>The chunks of a recording in their order, each an array of events. One that is missing, or that cannot be decrypted, is left out.</summary>
    public async ValueTask<IReadOnlyList<byte[]>> ReadAsync(RecordingEntry entry, CancellationToken cancellationToken)
    {
        var chunks = new List<byte[]>();
        for (var number = 0; number < entry.Chunks; number++)
            if (await store.FindAsync(entry.Id, number, cancellationToken) is { } data && cipher.Open(entry, number, data.Span) is { } chunk)
                chunks.Add(chunk);
        return chunks;
    }
}
