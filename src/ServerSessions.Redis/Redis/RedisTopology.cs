using Microsoft.Extensions.Logging;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// While calls fail, finds the current owners of the slots. In a cluster, the nodes are queried ten times a second, and the client
/// reads the whole topology only when they agree on something new: reading it takes as long as the slowest server, and further requests
/// meanwhile are ignored.
/// </summary>
internal sealed class RedisTopology(ClusterNodes nodes, Func<Task<bool>> configure, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(2);

    /// <summary>Time without news after which the client reads the topology anyway: a change between a single server and its replica shows in no other way.</summary>
    private static readonly TimeSpan ReadAnyway = TimeSpan.FromSeconds(1), ReadAnywayInCluster = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private Task _looking = Task.CompletedTask;
    private string? _agreed = nodes.Known;
    private long _wanted;
    private long _configured;
    private int _changes;

    /// <summary>Number of changes of the owners of slots.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>Starts checking, or continues.</summary>
    public void Look()
    {
        Volatile.Write(ref _wanted, time.GetTimestamp());
        lock (_lock)
            if (_looking.IsCompleted && !_ended.IsCancellationRequested)
                _looking = Task.Run(LookAsync);
    }

    /// <summary>Waits until the nodes that answer agree. A single server always agrees.</summary>
    public async ValueTask<bool> SettleAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (nodes.IsCluster && await nodes.AgreedAsync() is null)
        {
            if (time.GetElapsedTime(began) > atMost)
                return false;
            await Task.Delay(Period, time, cancellationToken);
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        Task looking;
        lock (_lock)
        {
            _ended.Cancel();
            looking = _looking;
        }

        await looking;
        _ended.Dispose();
        nodes.Dispose();
    }

    private async Task LookAsync()
    {
        try
        {
            await LookWhileWantedAsync();
        }
        catch (Exception exception)
        {
            // The application closed its connection, or the client failed. The next failing call starts again.
            Log.TopologyUnknown(logger, exception.Message);
        }
    }

    private async Task LookWhileWantedAsync()
    {
        var began = time.GetTimestamp();
        while (!_ended.IsCancellationRequested && time.GetElapsedTime(Volatile.Read(ref _wanted)) < LookFor)
        {
            var isCluster = nodes.IsCluster;
            var agreed = isCluster ? await nodes.AgreedAsync() : null;
            if (agreed is not null && agreed != _agreed)
            {
                if (Configure())
                {
                    Log.TopologyChanged(logger);
                    _agreed = agreed;
                    Interlocked.Increment(ref _changes);
                }
            }
            else if (time.GetElapsedTime(Math.Max(isCluster ? began : 0, _configured)) >= (isCluster ? ReadAnywayInCluster : ReadAnyway))
                Configure();

            await Task.Delay(Period, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // False when the client is already reading: its result may be outdated.
    private bool Configure()
    {
        var configuring = configure();
        RedisConnection.Forget(configuring);
        if (configuring.IsCompleted && !(configuring.IsCompletedSuccessfully && configuring.Result))
            return false;
        _configured = time.GetTimestamp();
        return true;
    }
}
