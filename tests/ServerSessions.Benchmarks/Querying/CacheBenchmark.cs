using System.Diagnostics;
using ServerSessions.Benchmarks.Running;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>The same question twice about days that are over: computed by one node, then asked of another node, then of the other one again.</summary>
internal sealed class CacheBenchmark : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public string Name => "cache";

    public string Purpose => "milliseconds of an insight over a million journeys when it is asked first, on another node, and there again";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var journeys = options.Journeys > 0 ? options.Journeys : options.IsQuick ? 50_000 : 1_000_000;
        var rounds = options.IsQuick ? 3 : 5;
        var end = new DateTimeOffset(DateTimeOffset.UtcNow.UtcDateTime.Date);
        await using var history = await History.WriteAsync(journeys, cancellationToken, end: end);
        using var other = history.AnotherNode();
        var (here, there) = (history.Insights, other.Services.GetRequiredService<ISessionInsights>());
        var range = new InsightQuery { From = end.AddDays(-30), To = end };
        // Each round is another question, of the same cost: its name is part of it.
        var asked = new (string Name, Func<ISessionInsights, int, InsightQuery, Task<long>> Ask)[]
        {
            ("an ad-hoc funnel of 4 steps", async (insights, round, query) => (await insights.FunnelAsync(
                new FunnelDefinition { Name = $"{round}", Steps = ["GET /", "GET /cart", "GET /checkout/address", "POST /checkout/payment"] }, query with { Rollups = false }, null, cancellationToken)).Units),
            ("the paths from a step", async (insights, round, query) => (await insights.PathsAsync(new PathQuery("GET /cart", round + 2), query with { Rollups = false }, cancellationToken)).Sessions),
            ("the retention of users", async (insights, round, query) => (await insights.RetentionAsync(new RetentionQuery { Start = "GET /", Return = $"{round}" }, query, cancellationToken)).Unlinked),
        };
        var (firsts, seconds, thirds) = (new List<double>(), new List<double>(), new List<double>());
        Console.WriteLine($"\n{journeys} journeys of 10 steps over 30 days that are over");
        foreach (var (name, ask) in asked)
        {
            // Code and connections of both nodes are warm; these ranges are short.
            foreach (var node in (ISessionInsights[])[here, there])
                for (var i = 0; i < 30; i++)
                    await ask(node, 40, range with { From = end.AddHours(-1 - i) });
            var (first, second, third) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                var answers = await history.AnswersAsync();
                var (computed, units) = await TimeAsync(() => ask(here, round, range));
                var waiting = Stopwatch.GetTimestamp();
                while (await history.AnswersAsync() == answers)
                    if (Stopwatch.GetElapsedTime(waiting) > Patience)
                        throw new BenchmarkException("The answer is not in Redis.");
                var (shared, same) = await TimeAsync(() => ask(there, round, range));
                var (own, again) = await TimeAsync(() => ask(there, round, range));
                if (same != units || again != units)
                    throw new BenchmarkException($"The answers differ: {units}, {same}, {again}.");
                first.Add(computed);
                second.Add(shared);
                third.Add(own);
            }

            Console.WriteLine($"{name}: {Median(first):0} ms computed, {Median(second):0.0} ms on another node (at most {second.Max():0.0}), {Median(third):0.0} ms there again (at most {third.Max():0.0})");
            firsts.Add(Median(first));
            seconds.Add(Median(second));
            thirds.Add(Median(third));
        }

        return new Figures().Add("firstMs", firsts.Min(), 0).Add("otherNodeMs", seconds.Max(), 1).Add("againMs", thirds.Max(), 1);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static async Task<(double Milliseconds, long Found)> TimeAsync(Func<Task<long>> run)
    {
        var start = Stopwatch.GetTimestamp();
        var found = await run();
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, found);
    }
}
