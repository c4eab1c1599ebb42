using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>Counts what became of the reports of the beacon.</summary>
internal sealed class BeaconCounters
{
    private static readonly string[] Names = ["accepted", "origin", "no_session", "no_consent", "rate", "size", "schema", "page"];

    private readonly long[] _reports = new long[Names.Length];

    public BeaconCounters(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        meter.CreateObservableCounter(MetricNames.BeaconReports, () => CaptureCounters.Measure(_reports, Names), "{report}", "Reports of the beacon, by what became of them.");
    }

    public long Of(BeaconResult result) => Volatile.Read(ref _reports[(int)result]);

    public void Count(BeaconResult result) => Interlocked.Increment(ref _reports[(int)result]);
}
