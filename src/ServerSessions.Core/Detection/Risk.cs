namespace ServerSessions.Detection;

/// <summary>Points of risk: Info 0, Low 5, Medium 20, High 50, halved for every 30 minutes since the newest evidence, as of a moment.</summary>
internal static class Risk
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(30);

    /// <summary>An incident is made of findings, so it has no points of its own.</summary>
    public static int Of(IEnumerable<Finding> findings, DateTimeOffset asOf) =>
        Of([.. findings], asOf);

    // However many pages induce requests in one browser, they add no more than one finding that is Low.
    private static int Of(Finding[] findings, DateTimeOffset asOf) => (int)Math.Round(
        findings.Where(f => f.Rule != Incident.Rule && !f.Induced).Sum(f => Points(f, asOf))
        + findings.Where(f => f.Induced).Select(f => Points(f, asOf)).DefaultIfEmpty().Max());

    private static double Points(Finding finding, DateTimeOffset asOf) => Points(finding.Severity) * Math.Pow(0.5, Math.Max(0, (asOf - finding.Last) / HalfLife));

    private static int Points(Severity severity) => severity switch
    {
        Severity.High => 50,
        Severity.Medium => 20,
        Severity.Low => 5,
        _ => 0,
    };
}
