using System.Globalization;
using ServerSessions.Cli.Logs;
using ServerSessions.Cli.Screen;
using ServerSessions.Insights;

namespace ServerSessions.Cli.Insight;

/// <summary>Insights for people: a few lines and tables.</summary>
internal static class InsightText
{
    private const int Rows = 20;
    private const int NameLength = 60;

    public static void Write(ReportWriter output, OverviewResult r)
    {
        output.WriteLine($"Sessions {Number(r.Sessions)}, users {Number(r.Users)}, steps {Number(r.Steps)}, engaged {Percent(r.EngagedShare)}, median {Seconds(r.MedianDurationSeconds)}");
        output.WriteLine("Outcomes " + Words(r.Outcomes));
        output.WriteLine("Classes  " + Words(r.Classes));
        Table(output, "First steps", ["sessions"], r.TopEntries, e => e.Step, e => [Number(e.Sessions)]);
        Table(output, "Last steps", ["sessions"], r.TopExits, e => e.Step, e => [Number(e.Sessions)]);
        Table(output, "Steps", ["sessions", "requests"], r.TopSteps, s => s.Step, s => [Number(s.Sessions), Number(s.Count)]);
    }

    public static void Write(ReportWriter output, FunnelReport r)
    {
        output.WriteLine($"Units {Number(r.Units)}, converted {Percent(r.Conversion)}, median time {Seconds(r.TotalSeconds.P50)}");
        Table(output, "Funnel", ["entered", "went on", "share", "median", "at risk"], r.Steps, s => s.Step,
            s => [Number(s.Entered), Number(s.Converted), Percent(s.Share), Seconds(s.TimeToConvertSeconds.P50), string.Join(", ", s.RevenueAtRisk.Select(v => Amount(v.Value, v.Currency)))]);
        if (r.Values.Count > 0)
            output.WriteLine($"Completed units are worth {Amounts(r.Values, v => v.Sum)}");
        foreach (var step in r.Steps.Where(s => s.Causes.Count > 0))
            Table(output, $"Left at {Name(step.Step)}", ["units"], step.Causes, c => c.Cause, c => [Number(c.Count)]);
        Table(output, "Goes together with converting", ["units", "odds", "q"], r.Factors, f => f.Factor,
            f => [Number(f.Units), f.OddsRatio.ToString("0.00", CultureInfo.InvariantCulture), f.Q.ToString("0.0000", CultureInfo.InvariantCulture)]);
    }

    public static void Write(ReportWriter output, NavigationReport r)
    {
        output.WriteLine($"{Number(r.Hours)} hours, {Number(r.Weeks)} weeks to compare the last one with, {Number(r.Fired)} anomalies");
        foreach (var anomaly in r.Anomalies)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{anomaly.Hour:yyyy-MM-dd HH:mm}  {Name(anomaly.Route)}: {anomaly.Reason}"));
    }

    public static void Write(ReportWriter output, ExperimentReadout r)
    {
        output.WriteLine($"{Name(r.Experiment)}: {r.Message}");
        output.WriteLine($"Exposed {Number(r.Exposed)}, saw several {Number(r.Crossed)}, sample ratio p {Figure(r.SampleRatio.P, "0.0000")}");
        foreach (var variant in r.Variants)
            Table(output, $"Variant {Name(variant.Variant)}, {Number(variant.Exposures)} exposures", ["converted", "rate", "lift", "from", "to", "adjusted p"], variant.Metrics, m => m.Goal,
                m => [Number(m.Conversions), Percent(m.Rate), Percent(m.Lift), Percent(m.Low), Percent(m.High), Figure(m.AdjustedP, "0.0000")]);
    }

    private static string Figure(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? "-";

    public static void Write(ReportWriter output, PathReport r)
    {
        output.WriteLine($"Sessions {Number(r.Sessions)}, loops {Percent(r.LoopRatio)}");
        Table(output, "Transitions", ["sessions", "times"], r.Edges, e => $"{e.From} > {e.To}", e => [Number(e.Sessions), Number(e.Transitions)]);
        if (r.Other.Edges > 0)
            output.WriteLine($"and {Number(r.Other.Edges)} more, made {Number(r.Other.Transitions)} times");
        Table(output, "First steps", ["sessions"], r.Entries, e => e.Step, e => [Number(e.Sessions)]);
        Table(output, "Last steps", ["sessions"], r.Exits, e => e.Step, e => [Number(e.Sessions)]);
    }

    public static void Write(ReportWriter output, FrictionReport r)
    {
        output.WriteLine($"Sessions {Number(r.Sessions)}, quick backs {Number(r.QuickBacks)}, backtracks {Number(r.Backtracks)} (in {Number(r.SessionsWithBacktrack)} sessions), "
            + $"repeated attempts {Number(r.Repeats)}, rage {Number(r.Rage)}, stalls {Number(r.Stalls)}");
        Table(output, "Steps", ["sessions", "left", "quick", "back", "repeat", "rage", "stall", "error", "dwell"], r.Steps, s => s.Step, s =>
            [Number(s.Sessions), Number(s.Abandonments), Number(s.QuickBacks), Number(s.Backtracks), Number(s.Repeats), Number(s.Rage), Number(s.Stalls), Number(s.ErrorThenExit), Seconds(s.DwellSeconds.P50)]);
        Table(output, "Worst sessions", ["score"], r.Worst, s => s.Session, s => [s.Score.ToString(CultureInfo.InvariantCulture)]);
    }

    public static void Write(ReportWriter output, AbandonmentReport r)
    {
        output.WriteLine($"Sessions {Number(r.Sessions)}");
        Table(output, "Flows", ["entered", "finished", "left", "back"], r.Flows, f => f.Flow, f => [Number(f.Entered), Number(f.Completed), Number(f.Abandoned), Number(f.Recovered ?? 0)]);
        foreach (var flow in r.Flows)
            Table(output, $"Left {Name(flow.Flow)} at", ["sessions"], flow.Left.SelectMany(l => l.Causes.Select(c => (l.Step, c))), l => $"{l.Step} ({l.c.Cause})", l => [Number(l.c.Count)]);
        Table(output, "Forms", ["shown", "tried", "finished", "tries"], r.Forms, f => f.Form, f => [Number(f.Shown), Number(f.Tried), Number(f.Finished), Number(f.Tries)]);
    }

    public static void Write(ReportWriter output, AdoptionReport r)
    {
        output.WriteLine($"Users {Number(r.Users)}, as of {r.AsOf}");
        Table(output, "Features", ["users", "unaware", "tried", "adopted", "lapsed"], r.Features, f => f.Feature,
            f => [Number(f.Users), Number(f.Unaware), Number(f.Tried), Number(f.Adopted), Number(f.Lapsed)]);
        Table(output, "Refused", ["sessions", "users"], r.Denied, d => $"{d.Step} ({d.Cause})", d => [Number(d.Sessions), Number(d.Users)]);
    }

    public static void Write(ReportWriter output, RetentionReport r)
    {
        if (r.Refused is not null)
            output.WriteLine(r.Refused);
        Table(output, "Cohorts", ["users", "returned"], r.Cohorts, c => c.Period, c => [Number(c.Users), string.Join(' ', c.Returned)]);
        output.WriteLine($"Daily users {r.Stickiness.DailyUsers.ToString("0.0", CultureInfo.InvariantCulture)}, in 7 days {Number(r.Stickiness.WeeklyUsers)}, in 28 days {Number(r.Stickiness.MonthlyUsers)}");
    }

    public static void Write(ReportWriter output, GoalReport r)
    {
        output.WriteLine($"Sessions {Number(r.Sessions)}");
        Table(output, "Goals", ["times", "sessions", "conversion", "users", "worth", "median"], r.Goals, g => g.Goal, g =>
            [Number(g.Times), Number(g.Sessions), Percent(g.Conversion), Number(g.Users), Amounts(g.Values, v => v.Sum), Amounts(g.Values, v => v.Median)]);
    }

    public static void Write(ReportWriter output, TrendReport r)
    {
        output.WriteLine($"Sessions {Number(r.Total.Sessions)}, steps {Number(r.Total.Steps)}; a weekday {Number(r.Weekdays)}, a weekend day {Number(r.Weekends)}; explained by the hour of the week {Percent(r.Seasonality)}");
        Table(output, "Days", ["sessions", "steps", "engaged", "completed"], r.Days.TakeLast(Rows), d => d.Start.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture),
            d => [Number(d.Sessions), Number(d.Steps), Number(d.Engaged), Number(d.Completed)]);
    }

    public static void Write(ReportWriter output, LatencyReport r)
    {
        output.WriteLine($"Sessions {Number(r.Sessions)}, our own time {Percent(r.Share)}");
        Table(output, "Steps", ["visits", "ours", "thinking", "share"], r.Steps, s => s.Step, s => [Number(s.Visits), Seconds(s.ServerSeconds.P50), Seconds(s.DwellSeconds.P50), Percent(s.Share)]);
        Table(output, "Mean server time of a step", ["sessions", "completed"], r.Bands, b => $"from {b.FromMs} ms", b => [Number(b.Sessions), Percent(b.CompletedShare)]);
    }

    private static void Table<T>(ReportWriter output, string title, string[] columns, IEnumerable<T> rows, Func<T, string> name, Func<T, string[]> cells)
    {
        var shown = rows.Take(Rows).Select(r => (Name: Name(name(r)), Cells: cells(r))).ToList();
        if (shown.Count == 0)
            return;
        output.WriteLine();
        output.Table([title, .. columns.Select(column => " " + column)], shown.Select(row => (string[])[row.Name, .. row.Cells]));
    }

    private static string Amounts(IEnumerable<ValueFigures> values, Func<ValueFigures, decimal?> amount) =>
        string.Join(", ", values.Select(v => Amount(amount(v), v.Currency)));

    private static string Amount(decimal? amount, string? currency) =>
        $"{amount?.ToString("#,0.00", CultureInfo.InvariantCulture) ?? "-"} {(currency is null ? "" : Name(currency))}".TrimEnd();

    private static string Words(IReadOnlyDictionary<string, long> counts) => string.Join(", ", counts.Select(c => $"{c.Key} {Number(c.Value)}"));

    private static string Name(string text) => ShownText.Of(text, NameLength);

    private static string Number(double? number) => number is { } n ? n.ToString("#,0", CultureInfo.InvariantCulture) : "-";

    private static string Percent(double? share) => share is { } s ? s.ToString("0.0 %", CultureInfo.InvariantCulture) : "-";

    private static string Seconds(double? seconds) => seconds is { } s ? s.ToString("#,0.0 s", CultureInfo.InvariantCulture) : "-";
}
