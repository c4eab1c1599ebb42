namespace ServerSessions;

/// <summary>
/// Keeps the encrypted chunks of recordings, for all nodes together. <c>AddSessionRecording</c> registers a folder; register one of your own for a blob
/// store. It gets nothing that it could read: each chunk is encrypted under a key that is kept elsewhere.
/// </summary>
public interface IRecordingStore
{
    /// <summary>Whether every node reaches the same chunks. With a storage that several nodes share, the application does not start without it.</summary>
    bool IsShared { get; }

    /// <summary>Stores a chunk; one that is there already is replaced.</summary>
    /// <param name="recording">Id of the recording: 32 hexadecimal digits, random.</param>
    /// <param name="number">Number of the chunk in the recording, from 0.</param>
    /// <param name="data">The encrypted bytes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AddAsync(string recording, int number, ReadOnlyMemory<byte> data, CancellationToken cancellationToken);

    /// <summary>Returns a chunk; null when there is none.</summary>
    /// <param name="recording">Id of the recording.</param>
    /// <param name="number">Number of the chunk.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<ReadOnlyMemory<byte>?> FindAsync(string recording, int number, CancellationToken cancellationToken);

    /// <summary>Deletes all chunks of a recording; one that is not there is no error.</summary>
    /// <param name="recording">Id of the recording.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask DeleteAsync(string recording, CancellationToken cancellationToken);

    /// <summary>Deletes recordings that were last written before a time: their keys are gone, and something has kept their chunks from being deleted with them.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Number of deleted recordings.</returns>
    ValueTask<int> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken);
}
