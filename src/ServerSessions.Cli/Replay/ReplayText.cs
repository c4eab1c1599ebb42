using System.Globalization;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Screen;

namespace ServerSessions.Cli.Replay;

/// <summary>The figures for a reader at a terminal.</summary>
internal static class ReplayText
{
    private const int ShownLength = 200;
    private const int ShownAlerts = 10;
    private const int CountWidth = 12;

    public static void Write(ReportWriter output, ReplayReport report, IEnumerable<ReplayAlert> alerts, string key, TimeSpan timeout)
    {
        Row(output, "Requests", $"{Number(report.Requests)}, and {Number(report.Unparsed)} lines that could not be read");
        if (report.OtherLines > 0)
            Row(output, "", $"{Number(report.OtherLines)} lines are no requests: directives, and other events");
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

    private static void WriteAlerts(ReportWriter output, long count, IEnumerable<ReplayAlert> alerts)
    {
        output.WriteLine();
        output.WriteLine(count <= ShownAlerts ? $"Alerts ({Number(count)})" : $"Alerts ({Number(count)}), the first {ShownAlerts}");
        var shown = alerts.Take(ShownAlerts).Select(alert => (string[])
        [
            Invariant($"  {alert.Finding.Raised:yyyy-MM-dd HH:mm:ss}"), $"{alert.Finding.Rule} {alert.Finding.Severity}",
            ShownText.Of(alert.Subject.Address ?? "", ShownLength), ShownText.Of(alert.Finding.Reason, ShownLength),
        ]).ToList();
        if (shown.Count > 0)
            output.Table(["", "", "", ""], shown);
    }

    private static void Row(ReportWriter output, string name, string text) => output.WriteLine($"{name,-15}{text}");

    private static void List(ReportWriter output, string title, IEnumerable<(long Count, string Text)> rows)
    {
        output.WriteLine();
        output.WriteLine(title);
        var all = rows.Select(row => (string[])[Number(row.Count).PadLeft(CountWidth), row.Text]).ToList();
        if (all.Count > 0)
            output.Table([" ", ""], all);
    }

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } value ? Invariant($"{value * 100:0.00} %") : "none";

    private static string Seconds(double? seconds) => seconds is { } value ? Invariant($"{value:#,0.######} s") : "none";

    private static string Span(TimeSpan span) => Invariant($"{span.TotalSeconds:#,0.######} s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
