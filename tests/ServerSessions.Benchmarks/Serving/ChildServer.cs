using System.Diagnostics;
using System.Text.Json;
using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>A serving process of our own executable. It is asked over its standard input, and ends when this is disposed.</summary>
internal sealed class ChildServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan MaxQuiet = TimeSpan.FromSeconds(10);
    private const int QuietMicroseconds = 80_000;

    private readonly Process _process;

    private ChildServer(AppKind kind, Process process, Uri address) => (Kind, _process, Address) = (kind, process, address);

    public AppKind Kind { get; }

    public Uri Address { get; }

    /// <summary>Whether what is under way will end: not while storage is frozen.</summary>
    public bool Settles { get; set; } = true;

    public static async Task<ChildServer> StartAsync(AppKind kind, string secret, CancellationToken cancellationToken)
    {
        var executable = Environment.ProcessPath!;
        var start = new ProcessStartInfo(executable) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(executable) == "dotnet")
            start.ArgumentList.Add(typeof(ChildServer).Assembly.Location);
        start.ArgumentList.Add("--serve");
        start.ArgumentList.Add(kind.ToString());
        start.Environment[ServeCommand.SecretVariable] = secret;
        var process = Process.Start(start)!;
        try
        {
            var line = await process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return Uri.TryCreate(line, UriKind.Absolute, out var address)
                ? new ChildServer(kind, process, address)
                : throw new BenchmarkException($"The server \"{kind}\" gave no address, but \"{line}\".");
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    public async Task<ServerStats> StatsAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync("stats".AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        var line = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
        return JsonSerializer.Deserialize<ServerStats>(line ?? throw new BenchmarkException($"The server \"{Kind}\" has ended."))!;
    }

    /// <summary>The figures once nothing is under way any more, so that all work of a load is in them.</summary>
    public async Task<ServerStats> SettledStatsAsync(CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            var stats = await StatsAsync(cancellationToken);
            if (stats.Underway == 0 || !Settles)
                return stats;
            if (Stopwatch.GetElapsedTime(started) > Patience)
                throw new BenchmarkException($"After {Patience.TotalSeconds:0} s there are still {stats.Underway} events under way.");
            await Task.Delay(100, cancellationToken);
        }
    }

    /// <summary>
    /// Waits until the process is quiet: after a load the runtime still compiles for seconds, longer on a busy machine, and that is no cost of a request. It gives
    /// up after a while; the measurement then fails on a machine that busy.
    /// </summary>
    public async Task QuietAsync(CancellationToken cancellationToken)
    {
        var before = await SettledStatsAsync(cancellationToken);
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < MaxQuiet;)
        {
            await Task.Delay(1000, cancellationToken);
            var after = await SettledStatsAsync(cancellationToken);
            if (after.CpuMicroseconds - before.CpuMicroseconds < QuietMicroseconds)
                return;
            before = after;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await _process.WaitForExitAsync(soon.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        var logs = BenchmarkApp.LogDirectory(_process.Id);
        _process.Dispose();
        if (Directory.Exists(logs))
            Directory.Delete(logs, recursive: true);
    }
}
