using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;
using ModelContextProtocol.Server;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Mcp;

/// <summary>The tools of insights about use, waiting, pages and experiments: each takes days and a segment. A report without a floor has no tool.</summary>
internal static class McpInsights
{
    public static IEnumerable<McpServerTool> Of(McpFigures figures) =>
    [
        Tool(figures, "abandonment", "Declared flows and forms that people begin and do not finish: where they leave, and why.", "insights/abandonment",
            (insights, query, cancellationToken) => insights.AbandonmentAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.AbandonmentReport),
        Tool(figures, "adoption", "Features of the application: how many users know, try and keep each, and which are denied.", "insights/adoption",
            (insights, query, cancellationToken) => insights.AdoptionAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.AdoptionReport),
        Tool(figures, "retention", "How many of the signed-in users of a day come back on the days after it.", "insights/retention",
            (insights, query, cancellationToken) => insights.RetentionAsync(query: query, cancellationToken: cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.RetentionReport),
        Tool(figures, "trends", "Sessions by day and by hour of the week, and how far they repeat.", "insights/trends",
            (insights, query, cancellationToken) => insights.TrendsAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.TrendReport),
        Tool(figures, "latency", "Time that people wait for the server, by step, beside how many complete.", "insights/latency",
            (insights, query, cancellationToken) => insights.LatencyAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.LatencyReport),
        Tool(figures, "engagement", "Visible time, scroll depth, rage clicks and script errors of pages, as browsers report them.", "insights/engagement",
            (insights, query, cancellationToken) => insights.EngagementAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.EngagementReport),
        Tool(figures, "vitals", "Web vitals of pages, of sessions that complete and of others.", "insights/vitals",
            (insights, query, cancellationToken) => insights.WebVitalsAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.WebVitalsReport),
        Tool(figures, "fields", "Form fields at which people stop, and those that they fill again.", "insights/fields",
            (insights, query, cancellationToken) => insights.FieldsAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ReportsJsonContext.Default.FieldReport),
        Tool(figures, "experiments", "Experiments with their variants, intervals that stay valid however often one looks, and whether they are decided.", "insights/experiments",
            async (insights, query, cancellationToken) => new Page<ExperimentReadout>(await insights.ExperimentsAsync(query, cancellationToken), null),
            (floor, report) => report with { Items = [.. report.Items.Select(floor.Of)] }, ExperimentJsonContext.Default.PageExperimentReadout),
        Tool(figures, "nudges", "What each nudge has changed against its holdout, and all of them against the global one.", "insights/nudges",
            (insights, query, cancellationToken) => insights.NudgesAsync(query, cancellationToken), (floor, report) => floor.Of(report),
            ExperimentJsonContext.Default.NudgeReport),
        McpTools.Tool("clicks", "Elements of a page that people click, with rage clicks and clicks without an effect.",
            ([Description("The step whose page it is; by default the one with the most sessions.")] string? step = null,
                [Description(McpTools.From)] string? from = null, [Description(McpTools.To)] string? to = null, [Description(McpTools.Segment)] string[]? segment = null,
                CancellationToken cancellationToken = default) => McpTools.AnswerAsync(() => figures.InsightAsync(
                    "insights/clicks", from, to, segment, (insights, query, token) => insights.ClicksAsync(new ClickQuery(step), query, token), (floor, report) => floor.Of(report),
                    ReportsJsonContext.Default.ClickReport, cancellationToken))),
    ];

    private static McpServerTool Tool<T>(
        McpFigures figures, string name, string description, string page, McpFigures.ReadInsight<T> read, McpFigures.Withhold<T> withhold, JsonTypeInfo<T> type) =>
        McpTools.Tool(name, description,
            ([Description(McpTools.From)] string? from = null, [Description(McpTools.To)] string? to = null, [Description(McpTools.Segment)] string[]? segment = null,
                CancellationToken cancellationToken = default) =>
                McpTools.AnswerAsync(() => figures.InsightAsync(page, from, to, segment, read, withhold, type, cancellationToken)));
}
