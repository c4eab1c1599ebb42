using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>The connection, made at first use and again by the client whenever it breaks. Tells of each change of its state once.</summary>
internal sealed class RedisConnection(Func<Task<IConnectionMultiplexer>> connect, bool isOurs, TimeProvider time, ILogger<RedisConnection> logger)
    : IAsyncDisposable
{
    private static readonly TimeSpan ReconfigureEvery = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _connecting = new(1);
    private IConnectionMultiplexer? _multiplexer;
    private IDatabase? _database;
    private readonly HashSet<(string Endpoint, ConnectionType Type)> _down = [];
    private long _reconfigured;

    /// <summary>Null until the first connection was made.</summary>
    public IConnectionMultiplexer? Multiplexer => Volatile.Read(ref _multiplexer);

    public ValueTask<IDatabase> DatabaseAsync(CancellationToken cancellation) =>
        Volatile.Read(ref _database) is { } database ? new(database) : ConnectAsync(cancellation);

    /// <summary>Looks at the topology anew, at most once a second: the client follows single redirects, not a failover it has not heard of.</summary>
    public void Reconfigure()
    {
        var last = Volatile.Read(ref _reconfigured);
        var now = time.GetTimestamp();
        if (Multiplexer is not { } multiplexer || (last != 0 && time.GetElapsedTime(last, now) < ReconfigureEvery)
            || Interlocked.CompareExchange(ref _reconfigured, now, last) != last)
            return;
        Forget(multiplexer.ConfigureAsync());
    }

    /// <summary>An answer that nobody waits for any more may still be an error; it is no unobserved exception then.</summary>
    public static void Forget(Task task) =>
        task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        if (isOurs && Multiplexer is { } multiplexer)
            await multiplexer.CloseAsync(allowCommandsToComplete: false);
        _connecting.Dispose();
    }

    private async ValueTask<IDatabase> ConnectAsync(CancellationToken cancellation)
    {
        await _connecting.WaitAsync(cancellation);
        try
        {
            if (_database is { } made)
                return made;
            var multiplexer = await connect();
            multiplexer.ConnectionFailed += (_, e) => Failed((Name(e.EndPoint), e.ConnectionType), e.Exception);
            multiplexer.ConnectionRestored += (_, e) => Restored((Name(e.EndPoint), e.ConnectionType));
            Volatile.Write(ref _multiplexer, multiplexer);
            var database = multiplexer.GetDatabase(-1, null);
            Volatile.Write(ref _database, database);
            return database;
        }
        finally
        {
            _connecting.Release();
        }
    }

    // There are two connections to each server, and each says that it failed at every try: news is the first that is down and the last that is back.
    private void Failed((string Endpoint, ConnectionType Type) connection, Exception? exception)
    {
        bool isNews;
        lock (_down)
            isNews = _down.Add(connection) && _down.Count == 1;
        if (isNews)
            Log.ConnectionLost(logger, connection.Endpoint, exception?.Message ?? "no reason given");
    }

    private void Restored((string Endpoint, ConnectionType Type) connection)
    {
        bool isNews;
        lock (_down)
            isNews = _down.Remove(connection) && _down.Count == 0;
        if (isNews)
            Log.ConnectionRestored(logger);
    }

    private static string Name(System.Net.EndPoint? endpoint) => endpoint?.ToString() ?? "?";
}
