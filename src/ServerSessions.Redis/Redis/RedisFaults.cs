using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Tells faults apart by the word that a server's error begins with: the one place where these words stand.</summary>
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
        // The client's own words for a redirect to a node that it has no connection to yet, or no longer.
        ("Endpoint ", RedisFault.Elsewhere),
        // An error inside a script is told with the script's hash and line around it.
        ("-READONLY", RedisFault.Elsewhere),
        ("OOM", RedisFault.Full),
    ];

    /// <summary>The server does not have the command: it is another kind of server, too old, or the command was renamed.</summary>
    public static bool IsUnknownCommand(RedisServerException exception) => exception.Message.Contains("unknown command", StringComparison.OrdinalIgnoreCase);

    /// <summary>The server does not have the command, or its user may not run it or not use the channel.</summary>
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
