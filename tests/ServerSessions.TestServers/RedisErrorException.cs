namespace ServerSessions.TestServers;

/// <summary>An error that a Redis server answered; the message is its text, the first word its kind.</summary>
public sealed class RedisErrorException(string message) : Exception(message)
{
    /// <summary>Whether the answer is of this kind, such as LOADING or MOVED.</summary>
    public bool Is(string kind) => Message.StartsWith(kind, StringComparison.Ordinal);
}
