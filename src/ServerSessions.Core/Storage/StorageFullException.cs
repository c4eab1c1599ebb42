namespace ServerSessions.Storage;

/// <summary>The storage's memory limit is reached: nothing was written. Commits free memory, and go on.</summary>
internal sealed class StorageFullException(string message, Exception? inner = null) : Exception(message, inner);
