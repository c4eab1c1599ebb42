using System.Diagnostics;

namespace ServerSessions.Chaos.Load;

/// <summary>
/// Visits at a rate, whether or not the server keeps up: each is due at its own moment, and its latency counts from there, so that a
/// server that stands still is not spared.
/// </summary>
internal sealed class PacedVisits(IReadOnlyList<Visitor> visitors, Func<int, string> path)
{
    /// <summary>Runs for a time.</summary>
    public async Task<VisitFigures> RunAsync(int perSecond, TimeSpan length)
    {
        var since = Stopwatch.GetTimestamp();
        var total = (int)(perSecond * length.TotalSeconds);
        var next = -1;
        var figures = new VisitFigures(total);
        await Task.WhenAll(visitors.Select(async visitor =>
        {
            while (Interlocked.Increment(ref next) is var number && number < total)
            {
                var due = TimeSpan.FromSeconds((double)number / perSecond);
                var wait = due - Stopwatch.GetElapsedTime(since);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait);
                var began = Stopwatch.GetTimestamp();
                var ok = await visitor.VisitAsync(path(number));
                figures.Add(number, Stopwatch.GetElapsedTime(began), ok);
            }
        }));
        return figures;
    }
}
