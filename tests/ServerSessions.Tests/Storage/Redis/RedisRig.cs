using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>A storage on a test server, with a connection of its own.</summary>
internal sealed class RedisRig : IAsyncDisposable
{
    /// <summary>The product's own time limit of a call, for tests about servers that do not answer.</summary>
    public static readonly Action<RedisStorageOptions> ProductTimeout = o => o.Timeout = new RedisStorageOptions().Timeout;

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
        // A busy machine can leave a healthy server without an answer for seconds; a test about the time limit sets its own.
        var options = new RedisStorageOptions { Prefix = NewPrefix(), Timeout = TimeSpan.FromMinutes(1) };
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
        await Waiting.UntilAsync(rig.HasStartedAsync);
        return rig;
    }

    // The product tries again as well until the server answers.
    private async Task<bool> HasStartedAsync()
    {
        try
        {
            await Storage.StartAsync(default);
            return true;
        }
        catch (StorageUnavailableException exception) when (exception.InnerException is TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Storage.Dispose();
        await _connection.DisposeAsync();
    }
}
