using ServerSessions.Capture.Queue;

namespace ServerSessions.Benchmarks.Serving;

/// <summary>Empties the queue as often as the flusher does, and forgets what it took.</summary>
internal sealed class QueueDrain(EventQueue queue) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FlusherService.Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            Drain(queue);
    }

    public static void Drain(EventQueue queue)
    {
        var taken = queue.Take();
        queue.Done(taken.Count, taken.Sum(e => EventQueue.Size(e)));
    }
}
