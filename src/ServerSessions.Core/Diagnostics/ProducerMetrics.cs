using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>Metrics of appends, and of acknowledged events that storage lost.</summary>
internal sealed class ProducerMetrics
{
    private readonly Meter _meter;
    private readonly Histogram<double> _appends;
    private readonly Counter<long> _batches;
    private long _healed;
    private long _lost;

    public ProducerMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        _meter = meter;
        _appends = meter.CreateHistogram<double>(MetricNames.AppendDuration, "s", "Appends to storage, by their result.");
        _batches = meter.CreateCounter<long>(MetricNames.AppendBatches, "{batch}", "Batches that storage has accepted.");
        meter.CreateObservableCounter(MetricNames.EventsHealed, () => EventsHealed, "{event}", "Events that storage lost after it had acknowledged them, and that were appended again.");
        meter.CreateObservableCounter(MetricNames.EventsLost, () => EventsLost, "{event}", "Events that storage lost after it had acknowledged them, permanently; they were counted as recorded.");
    }

    /// <summary>Adds gauges of queue and back-pressure, which are read only while a listener collects them.</summary>
    public void Watch(Func<double> queueUsage, Func<int> queued, Func<int> backpressure)
    {
        _meter.CreateObservableGauge(MetricNames.QueueUsage, queueUsage, "1", "Usage of the queue, by events or bytes.");
        _meter.CreateObservableGauge(MetricNames.QueueEvents, queued, "{event}", "Events in the queue.");
        _meter.CreateObservableGauge(MetricNames.BackpressureStep, backpressure, "1", "0 nothing is shed, 1 to 3 a share of the new anonymous sessions, 4 all of them, 5 everything.");
    }

    public long EventsHealed => Volatile.Read(ref _healed);

    public long EventsLost => Volatile.Read(ref _lost);

    public void Answered<T>(T result, TimeSpan duration) where T : struct, Enum => Record(Word(result.ToString()), duration);

    public void Failed(TimeSpan duration) => Record("error", duration);

    public void Taken(int batches) => _batches.Add(batches);

    public void Healed(int events) => Interlocked.Add(ref _healed, events);

    public void Lost(long events) => Interlocked.Add(ref _lost, events);

    private void Record(string result, TimeSpan duration)
    {
        if (_appends.Enabled)
            _appends.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("result", result));
    }

    private static string Word(string name) => name switch { "Appended" => "appended", "Duplicate" => "duplicate", "Gap" => "gap", "Busy" => "busy", _ => name };
}
