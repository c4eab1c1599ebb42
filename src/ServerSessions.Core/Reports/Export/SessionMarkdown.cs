using System.Globalization;
using System.Text;

namespace ServerSessions.Reports.Export;

/// <summary>
/// Writes a session as Markdown, to be pasted into a ticket. Text that visitors can influence stands in code spans, where nothing in it is a link, an image or
/// HTML; control and direction characters become U+FFFD.
/// </summary>
internal static class SessionMarkdown
{
    private const int MaxText = 200;

    public static string Write(SessionReport report)
    {
        var (text, session) = (new StringBuilder(), report.Summary);
        text.Append(CultureInfo.InvariantCulture, $"# Session {session.Id}\n\n");
        Line(text, "Start", Time(session.Start));
        Line(text, "Last activity", Time(session.End));
        Line(text, "State", session.Live ? "open" : "closed");
        Line(text, "Class", session.Class.ToString());
        Line(text, "Visitor", session.Actor.ToString());
        if (report.Key != SessionReport.Withheld)
            Line(text, "User", session.UserHash is null ? "anonymous" : Code(session.UserHash));
        Line(text, "Client", Code(session.Client));
        Line(text, "Friction", session.Friction.ToString(CultureInfo.InvariantCulture));
        Line(text, "Risk", session.Risk.ToString(CultureInfo.InvariantCulture));
        Steps(text, report.Steps);
        Findings(text, report.Findings);
        return text.ToString();
    }

    private static void Steps(StringBuilder text, IReadOnlyList<SessionStep> steps)
    {
        text.Append("\n## Steps\n\n| # | time (UTC) | step | times | think time | server time | outcome | cause |\n|---|---|---|---|---|---|---|---|\n");
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            string?[] causes = [.. step.Fields, step.Cause, step.TraceId is { } trace ? "trace " + trace : null];
            text.Append(CultureInfo.InvariantCulture, $"| {i + 1} | {step.Time.UtcDateTime:HH:mm:ss} | {Code(step.Step)} | {step.Count} | {Seconds(step.DwellMs)} ")
                .Append(CultureInfo.InvariantCulture, $"| {Seconds(step.ServerMs)} ")
                .Append(CultureInfo.InvariantCulture, $"| {step.Outcome} {step.Status} | {string.Join(", ", causes.OfType<string>().Select(Code))} |\n");
        }
    }

    private static void Findings(StringBuilder text, IReadOnlyList<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        text.Append("\n## Findings\n\n");
        foreach (var finding in findings)
            text.Append(CultureInfo.InvariantCulture, $"* {Code(finding.Rule)} {finding.Severity}, {finding.Count} events: {Code(finding.Reason)}\n");
    }

    private static void Line(StringBuilder text, string name, string value) => text.Append(CultureInfo.InvariantCulture, $"* {name}: {value}\n");

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    private static string Seconds(double? milliseconds) => milliseconds is { } known ? (known / 1000).ToString("0.0##", CultureInfo.InvariantCulture) + " s" : "unknown";

    // A backtick ends a code span and a pipe a cell, also within one.
    private static string Code(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "–";
        var shown = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Take(MaxText))
            shown.Append(IsInvisible(rune) ? "\uFFFD" : rune.Value switch { '`' => "'", '|' => "/", _ => rune.ToString() });
        return $"`{shown}`";
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate;
}
