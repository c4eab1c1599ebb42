using System.Text.RegularExpressions;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Checks at start that the server has the required commands, and that the user of the connection may run them.</summary>
internal static partial class RedisCommandCheck
{
    /// <summary>Commands that are sent outside of scripts.</summary>
    private static readonly string[] Direct =
        ["HDEL", "HGET", "HGETALL", "HMGET", "XRANGE", "XREVRANGE", "ZCARD", "ZRANGE", "ZRANGEBYLEX", "ZRANGEBYSCORE", "ZREVRANGEBYLEX"];

    /// <summary>All required commands, sorted. INFO, PUBLISH and SUBSCRIBE are optional.</summary>
    public static IReadOnlyList<string> Needed { get; } =
    [
        .. RedisScript.Needed.SelectMany(s => Calls().Matches(s.Text)).Select(m => m.Groups[1].Value).Concat(Direct).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <exception cref="InvalidOperationException">The server lacks a command.</exception>
    /// <exception cref="StorageUnavailableException">The user may not run one, or the server cannot be reached.</exception>
    public static async ValueTask RunAsync(RedisCalls calls, int lane, RedisKey key, CancellationToken cancellationToken)
    {
        var answer = RedisValues.List(await AskAsync(calls, lane, key, cancellationToken));
        if (Names(answer[0]) is { Length: > 0 } missing)
            throw Lacks(missing);
        if (Names(answer[1]) is { Length: > 0 } forbidden)
            throw new StorageUnavailableException(
                $"The user of the connection may not run {string.Join(", ", forbidden)} on the key {key}. Grant it the commands and the keys of the ACL line in docs/redis.md.");
    }

    private static async ValueTask<RedisResult> AskAsync(RedisCalls calls, int lane, RedisKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await calls.RunAsync(lane, RedisScript.Commands, [key], [.. Needed], cancellationToken);
        }
        catch (StorageUnavailableException exception) when (exception.InnerException is RedisServerException refused && RedisFaults.IsUnknownCommand(refused))
        {
            throw Lacks(refused.Message.Contains("EVALSHA", StringComparison.OrdinalIgnoreCase) ? ["EVALSHA"] : ["EVAL"], exception);
        }
    }

    private static string[] Names(RedisResult result) => Array.ConvertAll(RedisValues.List(result), name => (string)name!);

    private static InvalidOperationException Lacks(string[] commands, Exception? inner = null) => new(
        $"The Redis server does not have the {(commands.Length == 1 ? "command" : "commands")} {string.Join(", ", commands)}. Session tracking needs Redis 7.0 or Valkey 7.2, or later, "
        + "with Lua scripts and streams, as a single server, a cluster or behind Sentinel. Use such a server, enable the command there, or leave out UseRedis for in-process storage.", inner);

    [GeneratedRegex(@"redis\.call\('([A-Z]+)'")]
    private static partial Regex Calls();
}
