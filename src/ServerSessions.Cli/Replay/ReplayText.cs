using System.Globalization;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>The figures for a reader at a terminal.</summary>
internal static class ReplayText
{
    private const int ShownLength = 200;
    private const int ShownAlerts = 10;

    public static void Write(TextWriter output, ReplayReport report, IEnumerable<ReplayAlert> alerts, string key, TimeSpan timeout)
    {
        Row(output, "Requests", $"{Number(report.Requests)}, and {Number(report.Unparsed)} lines that could not be read");
        Row(output, "Sessions", $"{Number(report.Sessions)} by {key}, closed after {Span(timeout)} without a request");
        Row(output, "Page views", Number(report.Pageviews));
        Row(output, "Median length",
            $"{Seconds(report.MedianSessionSeconds)}; {Seconds(report.MedianSessionSecondsTwoPlus)} of those with two requests or more");
        Row(output, "Bounces", $"{Number(report.BounceRequests)} with one request ({Percent(report.BounceShareRequests)})");
        Row(output, "", $"{Number(report.BouncePageviews)} with one page view ({Percent(report.BounceSharePageviews)} of those with any)");
        List(output, "Top paths", report.TopPaths.Select(row => (row.Count, ShownText.Of(row.Path, ShownLength))));
        List(output, "Top transitions", report.TopTransitions
            .Select(row => (row.Count, $"{ShownText.Of(row.From, ShownLength)} -> {ShownText.Of(row.To, ShownLength)}")));
        if (report.Routes is { } routes)
        {
            List(output, $"Top routes ({Number(routes.Matched)} requests matched one, {Number(routes.Unmatched)} did not)",
                routes.Top.Select(row => (row.Count, ShownText.Of(row.Route, ShownLength))));
        }

        WriteAlerts(output, report.Alerts, alerts);
        output.WriteLine();
        output.WriteLine(Invariant($"{report.ElapsedSeconds:0.00} s, {report.LinesPerSecond:#,0} lines/s"));
    }

    /// <summary>The first lines that could not be read, so that a wrong format is seen at once.</summary>
    public static void WriteUnparsed(TextWriter output, UnparsedLines unparsed)
    {
        if (unparsed.Count == 0)
            return;
        output.WriteLine(unparsed.Count <= unparsed.First.Count
            ? $"Lines that could not be read ({Number(unparsed.Count)}):"
            : $"Lines that could not be read ({Number(unparsed.Count)}), the first {unparsed.First.Count}:");
        foreach (var line in unparsed.First)
            output.WriteLine($"  {ShownText.Of(line.File, ShownLength)}:{line.Number}: {ShownText.Of(line.Text, ShownLength)}");
    }

    private static void WriteAlerts(TextWriter output, long count, IEnumerable<ReplayAlert> alerts)
    {
        output.WriteLine();
        output.WriteLine(count <= ShownAlerts ? $"Alerts ({Number(count)})" : $"Alerts ({Number(count)}), the first {ShownAlerts}");
        foreach (var (finding, subject, _) in alerts.Take(ShownAlerts))
            output.WriteLine(Invariant($"  {finding.Raised:yyyy-MM-dd HH:mm:ss}  {finding.Rule} {finding.Severity}  {ShownText.Of(subject.Address, ShownLength)}: ")
                + ShownText.Of(finding.Reason, ShownLength));
    }

    private static void Row(TextWriter output, string name, string text) => output.WriteLine($"{name,-15}{text}");

    private static void List(TextWriter output, string title, IEnumerable<(long Count, string Text)> rows)
    {
        output.WriteLine();
        output.WriteLine(title);
        foreach (var (count, text) in rows)
            output.WriteLine($"{Number(count),12}  {text}");
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } value ? Invariant($"{value * 100:0.00} %") : "none";

    private static string Seconds(double? seconds) => seconds is { } value ? Invariant($"{value:#,0.######} s") : "none";

    private static string Span(TimeSpan span) => Invariant($"{span.TotalSeconds:#,0.######} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
