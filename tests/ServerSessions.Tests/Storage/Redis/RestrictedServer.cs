using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>A server with the user of the ACL line in docs/redis.md, one of the same rights without channels, and one without PUBLISH.</summary>
public sealed class RestrictedServer : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    /// <summary>The line as it stands in the documentation.</summary>
    public static string Line { get; } =
        File.ReadLines(Path.Combine(SourceTree.Root(), "docs/redis.md")).Single(l => l.StartsWith("user sessions ", StringComparison.Ordinal));

    /// <summary>The documented user's connection.</summary>
    public string Address => $"redis://sessions:{Password}@{Server.Endpoint}";

    /// <summary>The connection of the user that may use no channel.</summary>
    public string SilentAddress => $"redis://silent:{Password}@{Server.Endpoint}";

    /// <summary>The connection of the user that may subscribe to the channels and not publish.</summary>
    public string ListeningAddress => $"redis://listening:{Password}@{Server.Endpoint}";

    private static string Password => Line.Split(' ').Single(w => w.StartsWith('>'))[1..];

    public async Task InitializeAsync()
    {
        Server = await RedisServer.StartAsync();
        var rules = Line.Split(' ')[2..];
        await Server.CommandAsync(["ACL", "SETUSER", "sessions", .. rules]);
        await Server.CommandAsync(["ACL", "SETUSER", "silent", .. rules.Where(r => !r.StartsWith('&'))]);
        await Server.CommandAsync(["ACL", "SETUSER", "listening", .. rules, "-publish"]);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
