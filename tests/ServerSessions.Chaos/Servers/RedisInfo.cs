using System.Globalization;
using ServerSessions.TestServers;

namespace ServerSessions.Chaos.Servers;

/// <summary>Reads numbers of <c>INFO</c>.</summary>
internal static class RedisInfo
{
    public static async Task<long> MemoryAsync(RedisServer server)
    {
        var info = (string)(await server.CommandAsync("INFO", "memory"))!;
        var line = info.Split("\r\n").Single(l => l.StartsWith("used_memory:", StringComparison.Ordinal));
        return long.Parse(line.Split(':')[1], CultureInfo.InvariantCulture);
    }
}
