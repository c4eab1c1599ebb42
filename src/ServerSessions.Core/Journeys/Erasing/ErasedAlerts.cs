using ServerSessions.Model.Alerts;
using ServerSessions.Model.Erasing;

namespace ServerSessions.Journeys.Erasing;

/// <summary>Findings and alerts without a person: those about the person go, those about others lose the person's evidence.</summary>
internal static class ErasedAlerts
{
    public static bool IsAbout(Finding finding, PersonTraces traces) => traces.AreIn(finding.Subject.Hash);

    /// <summary>The finding about another subject, without the person's evidence; the same object when it has none.</summary>
    public static Finding Without(Finding finding, PersonTraces traces)
    {
        var evidence = finding.Evidence.Any(e => IsOf(e, traces)) ? [.. finding.Evidence.Where(e => !IsOf(e, traces))] : finding.Evidence;
        var isChanged = !ReferenceEquals(evidence, finding.Evidence) || traces.AreIn(finding.Reason) || finding.Measures.Any(m => traces.AreIn(m.Name));
        return !isChanged ? finding : finding with
        {
            Evidence = evidence,
            Reason = traces.Without(finding.Reason),
            Measures = [.. finding.Measures.Select(m => m with { Name = traces.Without(m.Name) })],
        };
    }

    /// <summary>The encoded alert without the person; null when it is about the person.</summary>
    /// <exception cref="FormatException">The bytes are no alert.</exception>
    public static byte[]? Without(ReadOnlySpan<byte> json, PersonTraces traces)
    {
        var alert = AlertJson.Decode(json);
        return IsAbout(alert.Finding, traces) ? null : AlertJson.Encode(alert with { Finding = Without(alert.Finding, traces) });
    }

    private static bool IsOf(Evidence evidence, PersonTraces traces) => traces.AreIn(evidence.Session) || traces.AreIn(evidence.Detail);
}
