using System.Diagnostics;
using System.Globalization;
using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Load;

/// <summary>Loads a server with wrk: as many requests as it takes over 64 connections that stay open.</summary>
internal sealed class Wrk
{
    public const int Connections = 64;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private readonly string _cookiesFile;

    /// <exception cref="BenchmarkException">wrk is not installed: better said now than when everything else is measured.</exception>
    public Wrk(string cookiesFile)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "wrk"))))
            throw new BenchmarkException("wrk is not installed, and it makes the load. Install the package \"wrk\": apt-get install wrk");
        _cookiesFile = cookiesFile;
    }

    public async Task<WrkResult> RunAsync(Uri url, TimeSpan duration, CancellationToken cancellationToken)
    {
        using var wrk = Start(url, duration);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(duration + Grace);
        try
        {
            var error = wrk.StandardError.ReadToEndAsync(timeout.Token);
            var output = await wrk.StandardOutput.ReadToEndAsync(timeout.Token);
            await wrk.WaitForExitAsync(timeout.Token);
            return Read(output) ?? throw new BenchmarkException($"wrk gave no result: {output}{await error}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException($"wrk did not end {Grace.TotalSeconds:0} s after its time.");
        }
        finally
        {
            if (!wrk.HasExited)
                wrk.Kill();
        }
    }

    private Process Start(Uri url, TimeSpan duration)
    {
        var start = new ProcessStartInfo("wrk")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "-t", Math.Min(2, Environment.ProcessorCount).ToString(CultureInfo.InvariantCulture),
                "-c", Connections.ToString(CultureInfo.InvariantCulture),
                "-d", $"{duration.TotalSeconds:0}s",
                "-s", Path.Combine(AppContext.BaseDirectory, "Load", "visitors.lua"),
                url.ToString(), "--", VisitorHeaders.File, _cookiesFile,
            },
        };
        return Process.Start(start)!;
    }

    private static WrkResult? Read(string output)
    {
        var line = output.Split('\n').LastOrDefault(l => l.StartsWith("result ", StringComparison.Ordinal));
        if (line is null)
            return null;
        var numbers = line.Split(' ').Skip(1).Select(n => long.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return new WrkResult(numbers[0], numbers[1] / 1e6, numbers[2], numbers[3], numbers[4]);
    }
}
