using System.Diagnostics;
using System.Text.Json;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>
/// The serving process. It writes its address, answers every line it is given with its figures, and ends when there are no more
/// lines: so it also ends when whoever started it is gone. Nothing of this passes through the server that is measured.
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
        var reports = app.Services.GetService<ISessionReports>();
        while (Console.In.ReadLine() is not null)
            Console.WriteLine(JsonSerializer.Serialize(await StatsAsync(kind == AppKind.Tracked ? reports : null)));
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await app.StopAsync(soon.Token);
        return 0;
    }

    private static async Task<ServerStats> StatsAsync(ISessionReports? reports)
    {
        using var process = Process.GetCurrentProcess();
        var stats = new ServerStats
        {
            CpuMicroseconds = process.TotalProcessorTime.TotalMicroseconds,
            AllocatedBytes = GC.GetTotalAllocatedBytes(precise: true),
        };
        if (reports is null)
            return stats;
        var pipeline = await reports.PipelineAsync();
        return stats with
        {
            Served = pipeline.Served,
            Recorded = pipeline.Recorded,
            Dropped = pipeline.Dropped,
            Excluded = pipeline.Excluded,
            Underway = pipeline.Queued + pipeline.Partitions.Sum(p => p.Backlog + p.Outbox),
        };
    }
}
