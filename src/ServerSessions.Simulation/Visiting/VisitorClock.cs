namespace ServerSessions.Simulation.Visiting;

/// <summary>Waits in the time of the simulation.</summary>
/// <param name="time">Real, or virtual.</param>
/// <param name="pace">Factor for people's think time: 1 is natural, 0.3 is hurried.</param>
/// <param name="longestPause">Maximum duration of a break (lunch, a night), for simulations in real time.</param>
internal sealed class VisitorClock(TimeProvider time, double pace, TimeSpan longestPause)
{
    private const double LeastThinking = 1.1;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Waits as a person reads, chooses or types: a time between these two, mostly short, at least a second at any pace.</summary>
    public Task ThinkAsync(Random random, double least, double most, CancellationToken cancel)
    {
        var seconds = pace * (least + (most - least) * Math.Pow(random.NextDouble(), 1.6));
        var floor = LeastThinking + random.NextDouble();
        return WaitAsync(TimeSpan.FromSeconds(Math.Max(seconds, floor)), cancel);
    }

    /// <summary>Waits for a break of a person, shortened to the maximum of the simulation.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancel) => WaitAsync(pause < longestPause ? pause : longestPause, cancel);

    /// <summary>Waits exactly this long, as a machine does.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancel) => Task.Delay(wait, time, cancel);
}
