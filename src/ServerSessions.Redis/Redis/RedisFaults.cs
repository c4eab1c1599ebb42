using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Classifies errors by the first word of the server's message. No other code reads error texts.</summary>
internal static class RedisFaults
{
    private static readonly (string Word, RedisFault Fault)[] Words =
    [
        ("NOSCRIPT", RedisFault.NoScript),
        ("TRYAGAIN", RedisFault.Passing),
        ("LOADING", RedisFault.Passing),
        ("BUSY", RedisFault.Passing),
        ("MASTERDOWN", RedisFault.Passing),
        ("NOREPLICAS", RedisFault.Passing),
        ("CLUSTERDOWN", RedisFault.Elsewhere),
        ("MOVED", RedisFault.Elsewhere),
        ("ASK", RedisFault.Elsewhere),
        ("READONLY", RedisFault.Elsewhere),
        // The client's message for a redirect to a node without a connection.
        ("Endpoint ", RedisFault.Elsewhere),
        // The message of an error inside a script contains the script's hash and line.
        ("-READONLY", RedisFault.Elsewhere),
        ("OOM", RedisFault.Full),
    ];

    /// <summary>Whether the server lacks the command: it is another kind of server, too old, or the command was renamed.</summary>
    public static bool IsUnknownCommand(RedisServerException exception) => exception.Message.Contains("unknown command", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the server lacks the command, or its user may not run it or use the channel.</summary>
    public static bool IsForbidden(RedisServerException exception) =>
        exception.Message.StartsWith("NOPERM", StringComparison.Ordinal) || IsUnknownCommand(exception);

    public static RedisFault Of(RedisServerException exception)
    {
        var message = exception.Message.AsSpan();
        foreach (var (word, fault) in Words)
            if (message.StartsWith(word, StringComparison.Ordinal))
                return fault;
        return message.Contains("OOM command not allowed", StringComparison.Ordinal) ? RedisFault.Full
            : message.Contains("can't write against a read only", StringComparison.OrdinalIgnoreCase) ? RedisFault.Elsewhere
            : RedisFault.Other;
    }
}
