using System.Diagnostics;
using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>What the hourly comparison of figures with thresholds costs, over a day of journeys in Redis.</summary>
internal sealed class ThresholdsBenchmark : IBenchmark
{
    private const int Alerts = 10;

    public string Name => "thresholds";

    public string Purpose => "processor milliseconds of one hourly comparison of ten alerts on figures over a day of 200,000 journeys";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 20_000 : 200_000;
        var end = new DateTimeOffset(DateTimeOffset.UtcNow.UtcDateTime.Date);
        await using var history = await History.WriteAsync(journeys, cancellationToken, days: 1, routes: 200, end: end, labelled: true, configure: tracking =>
        {
            for (var i = 0; i < Alerts; i++)
                Add(tracking, $"alert {i}");
        });
        // The first pass also compiles; each further hour reads almost the same journeys.
        await history.Thresholds.CompareAsync(end, cancellationToken);
        using var process = Process.GetCurrentProcess();
        var (cpu, redis, begin) = (process.TotalProcessorTime, await history.RedisCpuAsync(), Stopwatch.GetTimestamp());
        await history.Thresholds.CompareAsync(end.AddHours(1), cancellationToken);
        process.Refresh();
        var (ours, theirs) = ((process.TotalProcessorTime - cpu).TotalMilliseconds, (await history.RedisCpuAsync() - redis).TotalMilliseconds);
        Console.WriteLine($"\n{Alerts} alerts over {journeys} journeys: {ours:0} ms of processor time here, {theirs:0} ms in Redis, {Stopwatch.GetElapsedTime(begin).TotalMilliseconds:0} ms in all");
        return new Figures().Add("cpuMs", ours, 0).Add("redisMs", theirs, 0);
    }

    private static void Add(SessionTrackingBuilder tracking, string name) => tracking.Services.Configure<SessionProcessingOptions>(o =>
        o.InsightAlerts.Add(new InsightAlert { Name = name, Figure = InsightFigure.Conversion, Goal = StoredHistory.Order, Below = 0.01 }));
}
