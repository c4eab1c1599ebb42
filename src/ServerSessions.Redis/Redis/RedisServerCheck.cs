using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Checks the servers at start for settings that can lose data, and logs the consequence of each.</summary>
internal static class RedisServerCheck
{
    private static readonly Version MinVersion = new(7, 0);

    public static async ValueTask RunAsync(RedisCalls calls, RedisKeys[] keys, ILogger logger, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string?>();
        for (var partition = 0; partition < keys.Length; partition++)
        {
            try
            {
                var info = await calls.RunAsync(partition, RedisScript.Info, [keys[partition].Meta], [], cancellationToken);
                var settings = Settings((string?)info ?? "");
                if (seen.Add(settings.GetValueOrDefault("run_id")))
                    Check(settings, logger);
            }
            catch (StorageUnavailableException exception) when (exception.InnerException is RedisServerException)
            {
                // A managed server may forbid the query; the log then names the settings to check.
                Log.SettingsUnknown(logger, exception.Message);
                return;
            }
        }
    }

    private static void Check(Dictionary<string, string> settings, ILogger logger)
    {
        var port = settings.GetValueOrDefault("tcp_port") ?? "?";
        if (settings.GetValueOrDefault("maxmemory_policy") is { } policy && policy != "noeviction")
            Log.Evicts(logger, port, policy);
        if (settings.GetValueOrDefault("aof_enabled") == "0")
            Log.NotPersistent(logger, port);
        if (Version.TryParse(settings.GetValueOrDefault("redis_version"), out var version) && version < MinVersion)
            Log.TooOld(logger, port, version.ToString());
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
