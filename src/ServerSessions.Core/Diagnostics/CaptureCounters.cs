using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>
/// Accounts for every served request of this process: served = recorded + dropped + excluded + queued. A request is recorded when
/// storage has accepted it; drops are counted by reason.
/// </summary>
internal sealed class CaptureCounters
{
    internal static readonly string[] DropNames = ["queue_full", "too_large", "backpressure", "expired", "shutdown", "error", "flood"];
    private static readonly string[] ExclusionNames = ["off", "disabled", "path", "static", "health"];

    private readonly long[] _dropped = new long[DropNames.Length];
    private readonly long[] _excluded = new long[ExclusionNames.Length];
    private long _served;
    private long _recorded;
    private static readonly string[] TraitNames = [.. Enum.GetNames<TraitLoss>().Select(n => n.ToLowerInvariant())];

    private readonly long[] _traits = new long[TraitNames.Length];
    private long _campaigns;

    public CaptureCounters(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        meter.CreateObservableCounter(MetricNames.RequestsServed, () => Served, "{request}", "Requests that this process has finished serving.");
        meter.CreateObservableCounter(MetricNames.RequestsRecorded, () => Recorded, "{request}", "Requests whose events storage has accepted.");
        meter.CreateObservableCounter(MetricNames.RequestsDropped, () => Measure(_dropped, DropNames), "{request}", "Requests whose events were dropped.");
        meter.CreateObservableCounter(MetricNames.RequestsExcluded, () => Measure(_excluded, ExclusionNames), "{request}", "Requests that are not meant to be recorded.");
        meter.CreateObservableGauge(MetricNames.CaptureRatio, () => Ratio ?? 1, "1", "Share of the requests meant to be recorded that are: recorded / (served − excluded), with queued ones counted as recorded.");
        meter.CreateObservableCounter(MetricNames.CampaignsOther, () => Volatile.Read(ref _campaigns), "{value}", "Campaign values that are kept as (other): above the limit of the day, or with an @.");
        meter.CreateObservableCounter(MetricNames.TraitsDropped, () => Measure(_traits, TraitNames), "{value}", "Traits that are not kept as the application recorded them, by reason.");
        Custom = new CustomEventCounters(meter);
    }

    /// <summary>Events that the application records itself, counted separately.</summary>
    public CustomEventCounters Custom { get; }

    public long Served => Volatile.Read(ref _served);
    public long Recorded => Volatile.Read(ref _recorded);
    public long Dropped => Sum(_dropped);
    public long Excluded => Sum(_excluded);

    /// <summary>Recorded / (served − excluded). Queued events are not lost, so they count as recorded.</summary>
    public double? Ratio => Served - Excluded is > 0 and var meant ? Math.Clamp((double)(meant - Dropped) / meant, 0, 1) : null;

    public IReadOnlyList<NamedCount> DroppedByReason => Named(_dropped, DropNames);
    public IReadOnlyList<NamedCount> ExcludedByReason => Named(_excluded, ExclusionNames);


    /// <summary>Counts a value of a campaign that is kept as "(other)".</summary>
    public void ReplaceCampaign() => Interlocked.Increment(ref _campaigns);

    /// <summary>Counts a trait that is not kept as it was recorded.</summary>
    public void LoseTrait(TraitLoss loss) => Interlocked.Increment(ref _traits[(int)loss]);

    public IReadOnlyList<NamedCount> TraitLosses => Named(_traits, TraitNames);

    public void Serve() => Interlocked.Increment(ref _served);
    public void Record(int requests) => Interlocked.Add(ref _recorded, requests);
    public void Drop(DropReason reason, int requests = 1) => Interlocked.Add(ref _dropped[(int)reason], requests);
    public void Exclude(ExclusionReason reason) => Interlocked.Increment(ref _excluded[(int)reason]);

    internal static long Sum(long[] counts)
    {
        var sum = 0L;
        for (var i = 0; i < counts.Length; i++)
            sum += Volatile.Read(ref counts[i]);
        return sum;
    }

    internal static List<NamedCount> Named(long[] counts, string[] names) =>
        [.. names.Select((name, i) => new NamedCount(name, Volatile.Read(ref counts[i]))).Where(c => c.Count > 0)];

    internal static IEnumerable<Measurement<long>> Measure(long[] counts, string[] names) =>
        names.Select((name, i) => new Measurement<long>(Volatile.Read(ref counts[i]), new KeyValuePair<string, object?>("reason", name)));
}
