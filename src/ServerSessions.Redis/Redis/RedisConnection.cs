using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>The connection. It is made at first use; the client restores it whenever it breaks. Each change of its state is logged once.</summary>
internal sealed class RedisConnection(IRedisSource source, TimeProvider time, ILogger<RedisConnection> logger)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1);
    private IConnectionMultiplexer? _multiplexer;
    private IDatabase? _database;
    private RedisTopology? _topology;
    private readonly HashSet<(string Endpoint, ConnectionType Type)> _down = [];

    /// <summary>The connection; null before the first one is made.</summary>
    public IConnectionMultiplexer? Multiplexer => Volatile.Read(ref _multiplexer);

    /// <summary>The servers that are used, without credentials.</summary>
    public string Servers => Multiplexer is { } multiplexer ? RedisAddress.Names(multiplexer.GetEndPoints(configuredOnly: true)) : source.Servers;

    /// <summary>Rises whenever slots have new owners: a call that the former owner has not answered may then be sent again.</summary>
    public int Changes => Volatile.Read(ref _topology)?.Changes ?? 0;

    public ValueTask<IDatabase> DatabaseAsync(CancellationToken cancellationToken) =>
        Volatile.Read(ref _database) is { } database ? new(database) : ConnectAsync(cancellationToken);

    /// <summary>Starts to check the topology for a while: the client follows single redirects, but does not detect a failover by itself.</summary>
    public void Reconfigure() => Volatile.Read(ref _topology)?.Look();

    /// <summary>Waits until all servers that answer agree on the topology, so that no answer came from a former primary. False when they do not.</summary>
    public async ValueTask<bool> SettleAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        Volatile.Read(ref _topology) is not { } topology || await topology.SettleAsync(atMost, cancellationToken);

    /// <summary>Observes the exception of a call whose caller no longer waits.</summary>
    public static void Forget(Task task) =>
        task.ContinueWith(static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);

    public async ValueTask DisposeAsync()
    {
        if (Volatile.Read(ref _topology) is { } topology)
            await topology.DisposeAsync();
        if (Multiplexer is { } multiplexer)
            Leave(multiplexer);
        await source.DisposeAsync();
        _connecting.Dispose();
    }

    private async ValueTask<IDatabase> ConnectAsync(CancellationToken cancellationToken)
    {
        await _connecting.WaitAsync(cancellationToken);
        try
        {
            if (_database is { } made)
                return made;
            var multiplexer = await OpenAsync();
            var topology = new RedisTopology(new ClusterNodes(multiplexer, time), () => multiplexer.ConfigureAsync(null), time, logger);
            Volatile.Write(ref _topology, topology);
            multiplexer.ConnectionFailed += OnFailed;
            multiplexer.ConnectionRestored += OnRestored;
            multiplexer.HashSlotMoved += OnMoved;
            Volatile.Write(ref _multiplexer, multiplexer);
            var database = multiplexer.GetDatabase();
            Volatile.Write(ref _database, database);
            return database;
        }
        finally
        {
            _connecting.Release();
        }
    }

    private async Task<IConnectionMultiplexer> OpenAsync()
    {
        try
        {
            return await source.ConnectAsync();
        }
        catch (Exception exception)
        {
            throw new StorageUnavailableException($"The connection to Redis cannot be made: {exception.Message}", exception);
        }
    }

    // A connection of the application stays open, so the handlers are removed.
    private void Leave(IConnectionMultiplexer multiplexer)
    {
        multiplexer.ConnectionFailed -= OnFailed;
        multiplexer.ConnectionRestored -= OnRestored;
        multiplexer.HashSlotMoved -= OnMoved;
    }

    private void OnFailed(object? sender, ConnectionFailedEventArgs e) => Failed((Name(e.EndPoint), e.ConnectionType), e.Exception);

    private void OnRestored(object? sender, ConnectionFailedEventArgs e) => Restored((Name(e.EndPoint), e.ConnectionType));

    private void OnMoved(object? sender, HashSlotMovedEventArgs e) => Reconfigure();

    // Each server has two connections, and each reports every failed try: only the first failure and the last recovery are logged.
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
