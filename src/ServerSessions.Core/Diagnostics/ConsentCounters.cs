using System.Diagnostics.Metrics;

namespace ServerSessions.Diagnostics;

/// <summary>Counts decisions about consent that this process has taken without a proof.</summary>
internal sealed class ConsentCounters
{
    private static readonly string[] Names = ["queue_full", "network", "limit"];

    private readonly long[] _unproven = new long[Names.Length];

    public ConsentCounters(IMeterFactory? meters = null)
    {
        var meter = meters?.Create(SessionTrackingDiagnostics.MeterName) ?? new Meter(SessionTrackingDiagnostics.MeterName);
        meter.CreateObservableCounter(
            MetricNames.ConsentUnproven, () => CaptureCounters.Measure(_unproven, Names), "{decision}",
            "Decisions of people about consent that hold and of which no proof is kept, by reason.");
    }

    public IReadOnlyList<NamedCount> UnprovenByReason => CaptureCounters.Named(_unproven, Names);

    /// <returns>Whether it is the first of its reason.</returns>
    public bool Lose(ProofLoss reason) => Interlocked.Increment(ref _unproven[(int)reason]) == 1;
}
