namespace ServerSessions.Storage;

/// <summary>The exception for a storage that did not answer in time, cannot be reached, or refused the call. The call may have taken effect; it can be repeated.</summary>
internal sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
