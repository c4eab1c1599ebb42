using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>Metrics of the partitions that this process owns, updated every few seconds.</summary>
internal sealed class RollerMetrics
{
    private IReadOnlyDictionary<int, PartitionObservation> _seen = new Dictionary<int, PartitionObservation>();
    private long _at;
    private int _owned;

    public RollerMetrics(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        meter.CreateObservableGauge(MetricNames.PartitionsOwned, () => Owned, "{partition}", "Partitions that this process owns.");
        meter.CreateObservableGauge(MetricNames.RollLag, () => Lag.TotalSeconds, "s", "Age of the oldest entry that is not processed, of this process's partitions.");
        meter.CreateObservableGauge(MetricNames.RollBacklog, () => Sum(o => o.Backlog), "{entry}", "Entries that are not processed.");
        meter.CreateObservableGauge(MetricNames.RollLive, () => Sum(o => o.Live), "{subject}", "Live subjects: sessions and actors.");
        meter.CreateObservableGauge(MetricNames.RollOutbox, () => Sum(o => o.Outbox), "{item}", "Alerts, signals and index updates that are not delivered yet.");
        meter.CreateObservableGauge(MetricNames.RollDeadLetters, () => Sum(o => o.DeadLettered), "{entry}", "Dead letters since the storage was created, of this process's partitions.");
        meter.CreateObservableGauge(MetricNames.RollFenced, () => Sum(o => o.Fenced), "{commit}", "Commits refused since the storage was created, of this process's partitions.");
        meter.CreateObservableGauge(MetricNames.RollMissing, () => Sum(o => o.Missing), "{event}", "Events that were lost before they were processed, since the storage was created, of this process's partitions.");
        meter.CreateObservableGauge(MetricNames.RollBuried, () => Sum(o => o.Buried), "{event}", "Events in dead letters, since the storage was created, of this process's partitions.");
        meter.CreateObservableGauge(MetricNames.RollClosedEarly, () => Sum(o => o.ClosedEarly), "{session}", "Sessions closed early because of the limit, since the storage was created, of this process's partitions.");
        meter.CreateObservableGauge(MetricNames.RollUnremembered, () => Sum(o => o.Unremembered), "{actor}", "Actors that rules gave up with their evidence because of the limit of their kind, since the storage was created, of this process's partitions.");
    }

    public int Owned => Volatile.Read(ref _owned);

    /// <summary>Processing lag, as of the last update.</summary>
    public TimeSpan Lag => Volatile.Read(ref _seen).Values.Select(o => o.OldestUncommitted).Min() is { } oldest
        ? TimeSpan.FromMilliseconds(Math.Max(0, Volatile.Read(ref _at) - oldest))
        : TimeSpan.Zero;

    public void Own(IReadOnlyCollection<int> partitions) => Volatile.Write(ref _owned, partitions.Count);

    public async Task ObserveAsync(IReadOnlyList<int> partitions, Func<int, Task<PartitionObservation>> look, DateTimeOffset now)
    {
        var seen = new Dictionary<int, PartitionObservation>();
        foreach (var partition in partitions)
            seen[partition] = await look(partition);
        Volatile.Write(ref _at, now.ToUnixTimeMilliseconds());
        Volatile.Write(ref _seen, seen);
    }

    private long Sum(Func<PartitionObservation, long> part) => Volatile.Read(ref _seen).Values.Sum(part);
}
