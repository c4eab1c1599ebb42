using System.Net;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Looks at start for settings of the servers that would lose data, and says what each of them costs.</summary>
internal static class RedisServerCheck
{
    private static readonly Version Least = new(7, 0);

    public static async ValueTask RunAsync(RedisConnection connection, TimeSpan timeout, ILogger logger, CancellationToken cancellation)
    {
        if (connection.Multiplexer is not { } multiplexer)
            return;
        foreach (var endpoint in multiplexer.GetEndPoints(false))
        {
            try
            {
                var server = multiplexer.GetServer(endpoint, null);
                if (server.IsConnected)
                    Check(endpoint, Settings(await server.InfoRawAsync(default, CommandFlags.None).WaitAsync(timeout, cancellation)), logger);
            }
            catch (Exception exception) when (exception is RedisException or TimeoutException)
            {
                Log.SettingsUnknown(logger, endpoint.ToString() ?? "?", exception.Message);
            }
        }
    }

    private static void Check(EndPoint endpoint, Dictionary<string, string> settings, ILogger logger)
    {
        var name = endpoint.ToString() ?? "?";
        if (settings.GetValueOrDefault("maxmemory_policy") is { } policy && policy != "noeviction")
            Log.Evicts(logger, name, policy);
        if (settings.GetValueOrDefault("aof_enabled") == "0")
            Log.NotPersistent(logger, name);
        if (Version.TryParse(settings.GetValueOrDefault("redis_version"), out var version) && version < Least)
            Log.TooOld(logger, name, version.ToString());
    }

    private static Dictionary<string, string> Settings(string info)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in info.Split('\n', StringSplitOptions.TrimEntries))
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
                settings[line[..colon]] = line[(colon + 1)..];
        return settings;
    }
}
