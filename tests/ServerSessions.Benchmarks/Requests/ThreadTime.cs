using ServerSessions.Benchmarks.Running;
using ServerSessions.Benchmarks.Serving;

namespace ServerSessions.Benchmarks.Requests;

/// <summary>Processor time on the request's thread through the whole pipeline without a network, with tracking less without.</summary>
internal static class ThreadTime
{
    private const int PerBlock = 4_000;

    /// <param name="cookies">Cookies of visitors, made under <paramref name="secret"/>.</param>
    /// <param name="secret">The key of the cookies.</param>
    /// <param name="blocks">Pairs of blocks that are measured, after as many to warm up.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Interval> MeasureAsync(string[] cookies, string secret, int blocks, CancellationToken cancellationToken)
    {
        await using var bare = await InProcessApp.StartAsync(AppKind.Bare, secret);
        await using var tracked = await InProcessApp.StartAsync(AppKind.Captured, secret);
        var visitors = new InProcessVisitors(cookies);
        var differences = new List<double>();
        for (var block = -blocks; block < blocks; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var without = Measure(bare, visitors);
            var with = Measure(tracked, visitors);
            if (block >= 0)
                differences.Add(with - without);
        }

        return Statistics.MedianInterval(differences);
    }

    private static double Measure(InProcessApp app, InProcessVisitors visitors)
    {
        app.Drain();
        var start = ThreadClock.Microseconds();
        for (var i = 0; i < PerBlock; i++)
        {
            if (!app.Connection.ServeAsync(BenchmarkApp.Path, visitors.Of(i)).IsCompletedSuccessfully)
                throw new BenchmarkException("A request that should complete synchronously did not.");
        }

        return (ThreadClock.Microseconds() - start) / PerBlock;
    }
}
