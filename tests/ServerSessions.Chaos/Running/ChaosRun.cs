using System.Diagnostics;
using ServerSessions.Chaos.Servers;

namespace ServerSessions.Chaos.Running;

/// <summary>One run of one promise: its options, its directory, its result, and its output.</summary>
internal sealed class ChaosRun(string name, ChaosOptions options, string folder) : IAsyncDisposable
{
    private readonly long _since = Stopwatch.GetTimestamp();
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly MachineLoad _load = new();

    public ChaosOptions Options => options;

    private string Settings => options.Resp2 ? ",protocol=resp2" : "";

    public string Folder => folder;

    public Random Random { get; } = new(options.Seed);

    public PromiseResult Result { get; } = new(name);

    /// <summary>Picks the size of this run.</summary>
    public T Pick<T>(T inShort, T inLong) => options.Short ? inShort : inLong;

    public void Tell(string what)
    {
        lock (_owned)
            Console.WriteLine($"{Stopwatch.GetElapsedTime(_since).TotalSeconds,7:0.0} {name} {what}");
    }

    /// <summary>A figure in milliseconds that may be this at most. In the short form, which runs beside anything, the machine's other load stretches it.</summary>
    public void AddMillisecondsAtMost(string key, TimeSpan value, double max) =>
        Result.AddAtMost(key, value.TotalMilliseconds, Pick(_load.Stretch(max), max));

    /// <summary>Starts the server or the cluster that the options ask for.</summary>
    public async Task<IChaosServer> StartServerAsync(bool? cluster = null)
    {
        IChaosServer server = cluster ?? options.Cluster ? await ClusterServer.StartAsync(Settings) : await SingleServer.StartAsync(Settings);
        Own(server);
        return server;
    }

    /// <summary>Ends with this run.</summary>
    public T Own<T>(T disposable) where T : IAsyncDisposable
    {
        lock (_owned)
            _owned.Add(disposable);
        return disposable;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var disposable in Enumerable.Reverse(_owned))
            await disposable.DisposeAsync();
        await _load.DisposeAsync();
    }
}
