using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Storage.Redis;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>A storage on a test server, with a connection of its own.</summary>
internal sealed class RedisRig : IAsyncDisposable
{
    private static int _prefixes;

    private readonly RedisConnection _connection;

    private RedisRig(RedisConnection connection, RedisStorage storage, RedisStorageOptions options)
    {
        (_connection, Storage, Options) = (connection, storage, options);
    }

    public RedisStorage Storage { get; }

    public RedisStorageOptions Options { get; }

    public string Prefix => Options.Prefix;

    public RedisConnection Connection => _connection;

    public static string NewPrefix() => $"t{Interlocked.Increment(ref _prefixes)}";

    public static RedisRig Create(string address, int partitions = 4, Action<RedisStorageOptions>? configure = null, ILoggerFactory? loggers = null)
    {
        var options = new RedisStorageOptions { Prefix = NewPrefix() };
        configure?.Invoke(options);
        loggers ??= NullLoggerFactory.Instance;
        var configuration = RedisAddress.Parse(address);
        var connection = new RedisConnection(
            new OwnRedis(configuration), TimeProvider.System, loggers.CreateLogger<RedisConnection>());
        return new RedisRig(connection, new RedisStorage(options, partitions, connection, TimeProvider.System, loggers.CreateLogger<RedisStorage>()), options);
    }

    public static async Task<RedisRig> StartAsync(string address, int partitions = 4, Action<RedisStorageOptions>? configure = null)
    {
        var rig = Create(address, partitions, configure);
        await rig.Storage.StartAsync(default);
        return rig;
    }

    public async ValueTask DisposeAsync()
    {
        Storage.Dispose();
        await _connection.DisposeAsync();
    }
}
