using System.Globalization;

namespace ServerSessions.Cli.Simulate;

/// <summary>The report for a reader at a terminal.</summary>
internal static class SimulateText
{
    public static void Write(TextWriter output, SimulateReport report)
    {
        output.WriteLine(Invariant($"{report.Visitors:#,0} visits with seed {report.Seed}: {report.Requests:#,0} requests, {Known(report.Journeys)} journeys, {report.Errors} unforeseen answers"));
        output.WriteLine();
        output.WriteLine("rule  attackers  detected  findings  true  false  precision  recall  p50 to detect");
        foreach (var rule in report.Rules)
            output.WriteLine(Invariant($"{rule.Id,-4}  {rule.Attackers,9}  {Known(rule.Detected),8}  {Known(rule.Findings),8}  {Known(rule.TruePositives),4}  {Known(rule.FalsePositives),5}  {Known(rule.Precision),9}  {Known(rule.Recall),6}  {Known(rule.TimeToDetectSecondsP50),11} s"));
        output.WriteLine();
        output.WriteLine($"Findings of high severity about honest visitors: {Known(report.HighOnHonest)}");
        output.WriteLine();
        output.WriteLine("scenario                          honest  sessions  flagged by");
        foreach (var scenario in report.Scenarios)
            output.WriteLine(Invariant($"{scenario.Name,-32}  {(scenario.Honest ? "yes" : "no"),-6}  {Known(scenario.Sessions),8}  {Flags(scenario.FlaggedBy)}"));
        WriteTruth(output, report);
        output.WriteLine();
        output.WriteLine(Invariant($"{report.ElapsedSeconds:0.00} s"));
    }

    private static void WriteTruth(TextWriter output, SimulateReport report)
    {
        if (report.GroundTruth is null)
            return;
        output.WriteLine();
        output.WriteLine("Attacks that were sent (scenario, rule that should find it, address, user agent):");
        foreach (var label in report.GroundTruth.Where(label => !label.Honest))
            output.WriteLine($"  {label.Scenario}  {label.ExpectedRule}  {label.Address}  {label.UserAgent}");
    }

    private static string Flags(IReadOnlyList<string>? rules) => rules is null ? "unknown" : rules.Count == 0 ? "-" : string.Join(", ", rules);

    private static string Known<T>(T? value)
        where T : struct, IFormattable => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
