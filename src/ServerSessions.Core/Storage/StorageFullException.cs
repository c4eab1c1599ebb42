namespace ServerSessions.Storage;

/// <summary>The exception for a storage whose memory limit is reached: nothing was written. Commits still succeed, because they free memory.</summary>
internal sealed class StorageFullException(string message, Exception? inner = null) : Exception(message, inner);
