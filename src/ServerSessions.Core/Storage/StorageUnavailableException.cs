namespace ServerSessions.Storage;

/// <summary>The storage did not answer in time, cannot be reached, or refused the call. The call may or may not have taken effect; it can be sent again.</summary>
internal sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
