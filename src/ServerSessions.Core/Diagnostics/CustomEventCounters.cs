using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>
/// What became of every event that the application recorded itself (<c>TrackedSession.Record</c>): made = recorded + dropped + queued. An event is
/// recorded when storage has taken it, dropped when it was given up, by reason.
/// </summary>
internal sealed class CustomEventCounters
{
    // Those of a request come first, in the order of DropReason.
    private static readonly string[] Names = [.. CaptureCounters.DropNames, "excluded", "completed", "limit", "unnamed"];

    private readonly long[] _dropped = new long[Names.Length];
    private long _made;
    private long _recorded;

    public CustomEventCounters(Meter meter)
    {
        meter.CreateObservableCounter(MetricNames.CustomEventsMade, () => Made, "{event}", "Events that the application recorded itself.");
        meter.CreateObservableCounter(MetricNames.CustomEventsRecorded, () => Recorded, "{event}", "Of those, events that storage has taken.");
        meter.CreateObservableCounter(
            MetricNames.CustomEventsDropped, () => CaptureCounters.Measure(_dropped, Names), "{event}", "Of those, events that were given up.");
    }

    public long Made => Volatile.Read(ref _made);

    public long Recorded => Volatile.Read(ref _recorded);

    public long Dropped => CaptureCounters.Sum(_dropped);

    public IReadOnlyList<NamedCount> DroppedByReason => CaptureCounters.Named(_dropped, Names);

    public void Make() => Interlocked.Increment(ref _made);

    public void Record(int events)
    {
        if (events > 0)
            Interlocked.Add(ref _recorded, events);
    }

    /// <summary>They went with their request, or found no room of their own.</summary>
    public void Drop(DropReason reason, int events = 1) => Add((int)reason, events);

    /// <summary>Their request is excluded from recording.</summary>
    public void DropExcluded(int events) => Add(CaptureCounters.DropNames.Length, events);

    /// <summary>Their request had been recorded already.</summary>
    public void DropCompleted() => Add(CaptureCounters.DropNames.Length + 1, 1);

    /// <summary>Above what one request, or the connections of one session in a second, may record.</summary>
    public void DropAbove() => Add(CaptureCounters.DropNames.Length + 2, 1);

    /// <summary>They had no name.</summary>
    public void DropUnnamed() => Add(CaptureCounters.DropNames.Length + 3, 1);

    private void Add(int reason, int events)
    {
        if (events > 0)
            Interlocked.Add(ref _dropped[reason], events);
    }
}
