namespace ServerSessions.Storage.Redis;

/// <summary>The server's memory limit is reached: nothing was written. Commits free memory, and go on.</summary>
internal sealed class StorageFullException(Exception inner)
    : Exception("Redis has reached its memory limit (maxmemory). Give it more, or keep journeys for a shorter time.", inner);
