using Microsoft.Extensions.Logging;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Looks, while calls fail, who serves the slots now. In a cluster the nodes that answer are asked ten times a second, and the client
/// looks at everything anew only when they say something new: one such look takes it as long as the slowest server, and another
/// that is asked for meanwhile is not done.
/// </summary>
internal sealed class RedisTopology(ClusterNodes nodes, Func<Task<bool>> configure, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LookFor = TimeSpan.FromSeconds(2);

    /// <summary>After which time without news the client looks all the same: a single server and its replica tell of themselves in no other way.</summary>
    private static readonly TimeSpan AllTheSame = TimeSpan.FromSeconds(1), AllTheSameInCluster = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _lock = new();
    private Task _looking = Task.CompletedTask;
    private string? _agreed = nodes.Known;
    private long _wanted;
    private long _configured;
    private int _changes;

    /// <summary>How often the slots have changed hands.</summary>
    public int Changes => Volatile.Read(ref _changes);

    /// <summary>Begins to look, or goes on with it.</summary>
    public void Look()
    {
        Volatile.Write(ref _wanted, time.GetTimestamp());
        lock (_lock)
            if (_looking.IsCompleted && !_ended.IsCancellationRequested)
                _looking = Task.Run(LookAsync);
    }

    /// <summary>Waits until the nodes that answer say the same. A server that is no cluster agrees with itself.</summary>
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
            // Closed by the application that it belongs to, or a fault of the client. The next call that fails begins anew.
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
            else if (time.GetElapsedTime(Math.Max(isCluster ? began : 0, _configured)) >= (isCluster ? AllTheSameInCluster : AllTheSame))
                Configure();

            await Task.Delay(Period, time, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // False when the client is at it already: what it has read until now may be old.
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
