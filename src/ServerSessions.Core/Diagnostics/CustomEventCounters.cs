using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>
/// Accounts for every event that the application recorded itself (<c>TrackedSession.Record</c>): made = recorded + dropped + queued. An event is
/// recorded when storage has accepted it; drops are counted by reason.
/// </summary>
internal sealed class CustomEventCounters
{
    // The reasons of requests come first, in the order of DropReason.
    private static readonly string[] Names = [.. CaptureCounters.DropNames, "excluded", "completed", "limit", "unnamed"];

    private readonly long[] _dropped = new long[Names.Length];
    private long _made;
    private long _recorded;
    private long _refusedValues;

    public CustomEventCounters(Meter meter)
    {
        meter.CreateObservableCounter(MetricNames.CustomEventsMade, () => Made, "{event}", "Events that the application recorded itself.");
        meter.CreateObservableCounter(MetricNames.CustomEventsRecorded, () => Recorded, "{event}", "Of those, events that storage has accepted.");
        meter.CreateObservableCounter(
            MetricNames.CustomEventsDropped, () => CaptureCounters.Measure(_dropped, Names), "{event}", "Of those, events that were dropped.");
        meter.CreateObservableCounter(MetricNames.CustomEventsRefusedValues, () => RefusedValues, "{event}", "Events whose value was removed, because no figure can count it.");
    }

    public long Made => Volatile.Read(ref _made);

    public long Recorded => Volatile.Read(ref _recorded);

    public long RefusedValues => Volatile.Read(ref _refusedValues);

    public long Dropped => CaptureCounters.Sum(_dropped);

    public IReadOnlyList<NamedCount> DroppedByReason => CaptureCounters.Named(_dropped, Names);

    public void Make() => Interlocked.Increment(ref _made);

    /// <summary>Counts an event that is kept without its value.</summary>
    public void RefuseValue() => Interlocked.Increment(ref _refusedValues);

    public void Record(int events)
    {
        if (events > 0)
            Interlocked.Add(ref _recorded, events);
    }

    /// <summary>Counts events that were dropped with their request, or for lack of room.</summary>
    public void Drop(DropReason reason, int events = 1) => Add((int)reason, events);

    /// <summary>Counts events of a request that is excluded from recording.</summary>
    public void DropExcluded(int events) => Add(CaptureCounters.DropNames.Length, events);

    /// <summary>Counts an event whose request had been recorded already.</summary>
    public void DropCompleted() => Add(CaptureCounters.DropNames.Length + 1, 1);

    /// <summary>Counts an event above the maximum of one request, or of one session's connections in a second.</summary>
    public void DropAbove() => Add(CaptureCounters.DropNames.Length + 2, 1);

    /// <summary>Counts an event without a name.</summary>
    public void DropUnnamed() => Add(CaptureCounters.DropNames.Length + 3, 1);

    private void Add(int reason, int events)
    {
        if (events > 0)
            Interlocked.Add(ref _dropped[reason], events);
    }
}
