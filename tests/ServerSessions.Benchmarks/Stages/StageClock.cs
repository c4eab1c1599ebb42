using ServerSessions.Benchmarks.Running;

namespace ServerSessions.Benchmarks.Stages;

/// <summary>What a piece of work on the request's thread costs.</summary>
internal static class StageClock
{
    /// <summary>The median of a number of rounds, after as many warm-up rounds.</summary>
    public static (double Nanoseconds, double Bytes) Measure(Action<int> stage, int count, int rounds, CancellationToken cancellationToken)
    {
        var (times, bytes) = (new List<double>(), new List<double>());
        for (var round = -rounds; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (allocated, start) = (GC.GetAllocatedBytesForCurrentThread(), ThreadClock.Microseconds());
            for (var i = 0; i < count; i++)
                stage(i);
            var time = ThreadClock.Microseconds() - start;
            if (round < 0)
                continue;
            times.Add(time * 1000 / count);
            bytes.Add((double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / count);
        }

        return (Statistics.Median(times), Statistics.Median(bytes));
    }
}
