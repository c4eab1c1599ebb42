using System.Diagnostics;
using System.Net.Sockets;

namespace ServerSessions.TestServers;

/// <summary>A Sentinel of our own on 127.0.0.1 that watches a primary with one replica and replaces the primary when it is gone.</summary>
public sealed class RedisSentinel : IAsyncDisposable
{
    /// <summary>The name that the primary has with Sentinel.</summary>
    public const string ServiceName = "sessions";

    private static readonly TimeSpan Patience = Waiting.Patience;

    private readonly RespConnection _connection;
    private readonly Process _process;
    private readonly string _folder;

    private RedisSentinel(RedisServer primary, RedisServer replica)
    {
        (Primary, Replica) = (primary, replica);
        var address = Loopback.FreeEndpoint();
        _folder = Directory.CreateTempSubdirectory("sentinel-").FullName;
        _connection = new RespConnection(address);
        Endpoint = address.ToString();
        var configuration = Path.Combine(_folder, "sentinel.conf");
        File.WriteAllLines(configuration,
        [
            $"port {address.Port}",
            "bind 127.0.0.1",
            $"dir {_folder}",
            "logfile sentinel.log",
            $"sentinel monitor {ServiceName} 127.0.0.1 {primary.Address.Port} 1",
            $"sentinel down-after-milliseconds {ServiceName} 1000",
            $"sentinel failover-timeout {ServiceName} 10000",
        ]);
        _process = RedisProgram.Start(new ProcessStartInfo("redis-server") { WorkingDirectory = _folder, ArgumentList = { configuration, "--sentinel" } });
    }

    /// <summary>Where Sentinel listens: <c>127.0.0.1:port</c>.</summary>
    public string Endpoint { get; }

    /// <summary>The primary at the beginning.</summary>
    public RedisServer Primary { get; }

    /// <summary>Its replica.</summary>
    public RedisServer Replica { get; }

    /// <summary>Starts a primary, a replica and a Sentinel, and waits until Sentinel could replace the one by the other.</summary>
    public static async Task<RedisSentinel> StartAsync()
    {
        var options = new RedisServerOptions { Extra = new Dictionary<string, string> { ["repl-diskless-sync-delay"] = "0" } };
        var primary = await RedisServer.StartAsync(options);
        var replica = await RedisServer.StartAsync(options);
        await replica.CommandAsync("REPLICAOF", "127.0.0.1", $"{primary.Address.Port}");
        await Waiting.UntilAsync("the replica follows", Patience, async () =>
            await replica.CommandAsync("INFO", "replication") is string info && info.Contains("master_link_status:up"));
        var sentinel = new RedisSentinel(primary, replica);
        await Waiting.UntilAsync("Sentinel sees the replica", Patience, sentinel.SeesReplicaAsync);
        return sentinel;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connection.Drop();
        await ChildProcess.KillAsync(_process);
        _connection.Dispose();
        await Replica.DisposeAsync();
        await Primary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<bool> SeesReplicaAsync()
    {
        try
        {
            return await _connection.SendAsync(["SENTINEL", "REPLICAS", ServiceName], Patience) is object?[] { Length: > 0 } replicas
                && replicas[0] is object?[] fields && Field(fields, "master-link-status") is "ok" && Field(fields, "flags") is "slave";
        }
        catch (Exception exception) when (exception is SocketException or IOException or RedisErrorException)
        {
            return false;
        }
    }

    private static string? Field(object?[] fields, string name) =>
        Array.IndexOf(fields, name) is >= 0 and var at ? (string?)fields[at + 1] : null;
}
