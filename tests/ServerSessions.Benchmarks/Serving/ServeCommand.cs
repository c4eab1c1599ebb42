using System.Diagnostics;
using System.Text.Json;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;
using ServerSessions.Reports;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>
/// The serving process. It writes its address, answers every input line with its figures, and ends when there are no more lines, so also when its parent process has
/// ended. None of this passes through the measured server.
/// </summary>
internal static class ServeCommand
{
    public const string SecretVariable = "BENCHMARK_SECRET";

    public static async Task<int> RunAsync(string name)
    {
        if (!Enum.TryParse<AppKind>(name, ignoreCase: true, out var kind))
        {
            await Console.Error.WriteLineAsync($"\"{name}\" is no app; expected one of {string.Join(", ", Enum.GetNames<AppKind>())}.");
            return 1;
        }

        var secret = Environment.GetEnvironmentVariable(SecretVariable) ?? Convert.ToBase64String(new byte[32]);
        await using var app = BenchmarkApp.Build(kind, secret);
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        while (Console.In.ReadLine() is not null)
            Console.WriteLine(JsonSerializer.Serialize(await StatsAsync(kind, app.Services)));
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await app.StopAsync(soon.Token);
        return 0;
    }

    private static async Task<ServerStats> StatsAsync(AppKind kind, IServiceProvider services)
    {
        using var process = Process.GetCurrentProcess();
        var stats = new ServerStats
        {
            CpuMicroseconds = process.TotalProcessorTime.TotalMicroseconds,
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true),
        };
        if (kind is not (AppKind.Tracked or AppKind.TrackedAlone))
            return stats;
        var counters = services.GetRequiredService<CaptureCounters>();
        return stats with
        {
            Served = counters.Served,
            Recorded = counters.Recorded,
            Dropped = counters.Dropped,
            Excluded = counters.Excluded,
            Underway = services.GetRequiredService<EventQueue>().Count + (kind == AppKind.TrackedAlone ? await ToRollAsync(services) : 0),
        };
    }

    private static async Task<long> ToRollAsync(IServiceProvider services)
    {
        var pipeline = await services.GetRequiredService<ISessionReports>().PipelineAsync();
        return pipeline.Partitions.Sum(p => p.Backlog + p.Outbox);
    }
}
