namespace ServerSessions.Simulation.Visiting;

/// <summary>A visitor's waiting, in the time of the simulation.</summary>
/// <param name="time">Real, or virtual.</param>
/// <param name="pace">What people's thinking is multiplied with: 1 is natural, 0.3 is hurried.</param>
/// <param name="longestPause">Where a break (lunch, a night) ends at the latest, for simulations in real time.</param>
internal sealed class VisitorClock(TimeProvider time, double pace, TimeSpan longestPause)
{
    private const double LeastThinking = 1.1;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Reading, choosing, typing: some seconds between these two, mostly few. However hurried, a person takes a second.</summary>
    public Task ThinkAsync(Random random, double least, double most, CancellationToken cancel)
    {
        var seconds = pace * (least + (most - least) * Math.Pow(random.NextDouble(), 1.6));
        var floor = LeastThinking + random.NextDouble();
        return WaitAsync(TimeSpan.FromSeconds(Math.Max(seconds, floor)), cancel);
    }

    /// <summary>A break of people: as long as said, or as long as the simulation allows.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken cancel) => WaitAsync(pause < longestPause ? pause : longestPause, cancel);

    /// <summary>A machine's wait: exactly that.</summary>
    public Task WaitAsync(TimeSpan wait, CancellationToken cancel) => Task.Delay(wait, time, cancel);
}
