using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;

namespace ServerSessions.Hosting.Health;

/// <summary>Looks at the queue and at what empties it.</summary>
internal sealed class CaptureHealth(EventQueue queue, Backpressure backpressure, FlusherService flusher, CaptureCounters counters, ProducerMetrics producer) : ICaptureHealth
{
    private const double FullQueue = 0.5;

    public void Check(List<string> faults, Dictionary<string, object> data)
    {
        var usage = queue.Usage;
        data["queue"] = Math.Round(usage, 3);
        data["dropped"] = counters.Dropped;
        data["lost"] = producer.EventsLost;
        if (flusher.HasFailed)
            faults.Add("Sending events to storage has stopped by a fault of session tracking (log 6): requests are served and dropped. Restart this process.");
        else if (!flusher.HasStarted)
            faults.Add("Storage has not been reached since the start: events wait in the queue. Check its address and whether it runs.");
        if (usage > FullQueue)
            faults.Add($"The queue is {usage:P0} full: storage takes events slower than they come. Look at the storage; what does not fit is dropped with the reason queue_full.");
        if (backpressure.Any)
            faults.Add("Storage answers that it is full: new anonymous sessions are shed with the reason backpressure. Add rollers, or memory to the storage.");
    }
}
