namespace ServerSessions.Storage.Redis;

/// <summary>Redis did not answer in time, or cannot be reached. The call may or may not have taken effect; it can be sent again.</summary>
internal sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
