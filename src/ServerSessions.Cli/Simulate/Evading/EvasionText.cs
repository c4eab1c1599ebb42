using System.Globalization;
using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Simulate.Evading;

/// <summary>The measured evasions for a reader at a terminal.</summary>
internal static class EvasionText
{
    public static void Write(ReportWriter output, EvasionReport report)
    {
        output.WriteLine(Invariant($"Seed {report.Seed}: one attacker alone, for 24 hours or 3,000 attempts, at {report.Paces.Count} paces from {report.Paces[0]:0.#} to {report.Paces[^1]:0} attempts an hour."));
        output.WriteLine();
        output.Table(["rule", "evasion", " unseen by all rules", " unseen by the rule", "then found by", "means"], report.Evasions.Select(evasion => (string[])
            [evasion.Rule, evasion.Name, Pace(evasion.UnseenByAll), Pace(evasion.UnseenByRule), evasion.FoundBy.Count == 0 ? "-" : string.Join(", ", evasion.FoundBy), evasion.Means]));
        output.WriteLine();
        output.WriteLine("Attempts an hour. A pace is unseen when no finding of any severity is about the attacker.");
        output.WriteLine();
        output.WriteLine(Invariant($"{report.ElapsedSeconds:0.00} s"));
    }

    private static string Pace(double pace) => pace == 0 ? "none" : Invariant($"{pace:0.#}");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
