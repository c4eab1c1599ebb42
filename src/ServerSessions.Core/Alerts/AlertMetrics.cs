using System.Diagnostics.Metrics;
using System.Text.Json;
using ServerSessions.Diagnostics;

namespace ServerSessions.Alerts;

/// <summary>Metrics of attempts and deliveries.</summary>
internal sealed class AlertMetrics : IDisposable
{
    private readonly Meter? _own;
    private readonly Histogram<double> _attempts;
    private readonly Counter<long> _ended;
    private readonly Counter<long> _deferred;
    private readonly Counter<long> _storageFailures;
    private readonly Counter<long> _suppressed;

    /// <param name="factory">Null outside a host: this object then creates its own meter.</param>
    public AlertMetrics(IMeterFactory? factory = null)
    {
        var meter = factory?.Create(SessionTrackingDiagnostics.MeterName) ?? (_own = new Meter(SessionTrackingDiagnostics.MeterName));
        _attempts = meter.CreateHistogram<double>(
            MetricNames.AlertAttemptDuration, "s", "Attempts to deliver an alert, by target and result.");
        _ended = meter.CreateCounter<long>(MetricNames.AlertDeliveries, "{delivery}", "Deliveries that ended, by target and state.");
        _deferred = meter.CreateCounter<long>(
            MetricNames.AlertDeferred, "{delivery}", "Times a due delivery stayed in storage because its target's queue was full.");
        _suppressed = meter.CreateCounter<long>(
            MetricNames.AlertSuppressed, "{alert}", "Alerts that were not sent one by one because there were too many, by rule.");
        _storageFailures = meter.CreateCounter<long>(
            MetricNames.AlertStorageFailures, "{failure}", "Storage errors while delivering; what was due stays due.");
    }


    public void Attempted(string target, DeliveryAttemptKind kind, double seconds)
    {
        if (_attempts.Enabled) _attempts.Record(seconds, new("target", target), new("result", Word(kind)));
    }

    public void Ended(string target, DeliveryState state)
    {
        if (_ended.Enabled) _ended.Add(1, new("target", target), new("state", Word(state)));
    }

    public void Deferred(string target)
    {
        if (_deferred.Enabled) _deferred.Add(1, new KeyValuePair<string, object?>("target", target));
    }

    public void Suppressed(string rule)
    {
        if (_suppressed.Enabled) _suppressed.Add(1, new KeyValuePair<string, object?>("rule", rule));
    }

    public void StorageFailed() => _storageFailures.Add(1);

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public void Dispose() => _own?.Dispose();
}
