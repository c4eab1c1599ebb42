using System.Globalization;
using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Simulate;

/// <summary>The report for a reader at a terminal.</summary>
internal static class SimulateText
{
    public static void Write(ReportWriter output, SimulateReport report)
    {
        output.WriteLine(Invariant($"{report.Visitors:#,0} visits with seed {report.Seed}: {report.Requests:#,0} requests, {Known(report.Journeys)} journeys, {report.Errors} unforeseen answers"));
        output.WriteLine();
        output.Table(["rule", " attackers", " detected", " findings", " true", " false", " precision", " recall", " p50 to detect"], report.Rules.Select(rule => (string[])
        [
            rule.Id, Known<int>(rule.Attackers), Known(rule.Detected), Known(rule.Findings), Known(rule.TruePositives), Known(rule.FalsePositives), Known(rule.Precision),
            Known(rule.Recall), Known(rule.TimeToDetectSecondsP50) + " s",
        ]));
        output.WriteLine();
        output.WriteLine($"Findings of high severity about honest visitors: {Known(report.HighOnHonest)}");
        output.WriteLine();
        if (report.Actors is { } actors)
        {
            output.Table(["sessions of", " sessions", " labelled so", " right", " precision", " recall"], actors.Select(actor => (string[])
                [actor.Actor, Known<int>(actor.Sessions), Known<int>(actor.Labelled), Known<int>(actor.Right), Known<double>(actor.Precision), Known<double>(actor.Recall)]));
            output.WriteLine("Without visitors that are made to stay unseen.");
            output.WriteLine();
        }

        output.Table(["scenario", "honest", " sessions", "flagged by", "labelled as"], report.Scenarios.Select(scenario => (string[])
            [scenario.Name, scenario.Honest ? "yes" : "no", Known(scenario.Sessions), Flags(scenario.FlaggedBy), Labels(scenario.Actors)]));
        WriteTruth(output, report);
        output.WriteLine();
        output.WriteLine(Invariant($"{report.ElapsedSeconds:0.00} s"));
    }

    private static void WriteTruth(ReportWriter output, SimulateReport report)
    {
        if (report.GroundTruth is null)
            return;
        output.WriteLine();
        output.WriteLine("Attacks that were sent (scenario, rule that should find it, address, user agent):");
        foreach (var label in report.GroundTruth.Where(label => !label.Honest))
            output.WriteLine($"  {label.Scenario}  {label.ExpectedRule}  {label.Address}  {label.UserAgent}");
    }

    private static string Flags(IReadOnlyList<string>? rules) => rules is null ? "unknown" : rules.Count == 0 ? "-" : string.Join(", ", rules);

    private static string Labels(IReadOnlyDictionary<string, int>? actors) =>
        actors is null ? "unknown" : actors.Count == 0 ? "-" : string.Join(", ", actors.Select(actor => Invariant($"{actor.Value:#,0} {actor.Key}")));

    private static string Known<T>(T? value)
        where T : struct, IFormattable => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "unknown";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
