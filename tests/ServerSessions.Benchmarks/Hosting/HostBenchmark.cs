using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Hosting;

/// <summary>What tracking adds to a host that is started, answers one request and is stopped, as each test of an application's own suite does.</summary>
internal sealed class HostBenchmark : IBenchmark
{
    private const int Pairs = 20;
    private const int WarmUps = 3;

    public string Name => "host";

    public string Purpose => "milliseconds that tracking adds to the start, the first request and the stop of a host, in alternating pairs";

    public async Task<Figures> RunAsync(BenchmarkOptions options, CancellationToken cancellationToken)
    {
        var (bare, tracked) = (new List<HostTimes>(), new List<HostTimes>());
        for (var pair = -WarmUps; pair < (options.IsQuick ? Pairs / 4 : Pairs); pair++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // Each of them is first in half of the pairs.
            var trackedFirst = pair % 2 == 0;
            var first = await HostTimes.MeasureAsync(trackedFirst, cancellationToken);
            var second = await HostTimes.MeasureAsync(!trackedFirst, cancellationToken);
            if (pair < 0)
                continue;
            tracked.Add(trackedFirst ? first : second);
            bare.Add(trackedFirst ? second : first);
        }

        var text = new TextTable("median, ms", "start", "first request", "stop", "in all");
        foreach (var (name, times) in new[] { ("bare", bare), ("tracked", tracked) })
            text.Row(name, $"{Median(times, t => t.Start):0.0}", $"{Median(times, t => t.Request):0.0}", $"{Median(times, t => t.Stop):0.0}", $"{Median(times, t => t.All):0.0}");
        text.Print("A host from its builder to its end");
        double Added(Func<HostTimes, double> of) => bare.Zip(tracked, (b, t) => of(t) - of(b)).Order().ElementAt(bare.Count / 2);
        return new Figures().Add("addedMs", Added(t => t.All), 1).Add("startMs", Added(t => t.Start), 1)
            .Add("requestMs", Added(t => t.Request), 1).Add("stopMs", Added(t => t.Stop), 1);
    }

    private static double Median(List<HostTimes> times, Func<HostTimes, double> of) => times.Select(of).Order().ElementAt(times.Count / 2);
}
