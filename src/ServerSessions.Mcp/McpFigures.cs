using System.Text.Json.Serialization.Metadata;
using ServerSessions.Alerts;
using ServerSessions.Insights;
using ServerSessions.Insights.Floors;
using ServerSessions.Reports;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Mcp;

/// <summary>The answers to assistants: the reports of the dashboard with a floor, each with the address of its page.</summary>
internal sealed class McpFigures(
    ISessionReports reports, ISessionInsights insights, IInsightAlerts thresholds, PeopleReader people, PeriodComparer comparer, InsightSettings settings, AdminPages pages,
    TimeProvider time)
{
    /// <summary>Reads an insight.</summary>
    public delegate ValueTask<T> ReadInsight<T>(ISessionInsights insights, InsightQuery query, CancellationToken cancellationToken);

    /// <summary>Applies the floor of a range to a report.</summary>
    public delegate T Withhold<T>(ReportFloor floor, T report);

    private const string Goals = "insights/goals";
    private const string Releases = "insights/releases";
    private const int MaxReleaseDays = 90;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(30);

    public ValueTask<string> AboutAsync(CancellationToken cancellationToken) => new(McpAnswer.Of(
        new McpContents
        {
            Funnels = [.. insights.Funnels.Select(f => new McpFunnel(f.Name, f.Steps))],
            Goals = [.. settings.Goals],
            Zone = settings.Zone.Id,
            LastDay = Ask(null, null, null).Range.To.AddTicks(-1),
        },
        McpJsonContext.Default.McpContents, pages.Link("")));

    public async ValueTask<string> OverviewAsync(string? from, string? to, string[]? segment, CancellationToken cancellationToken)
    {
        var (question, floor) = await FloorAsync(from, to, segment, cancellationToken);
        // How many are there now, and how many alerts are open, is not of days that are over.
        var overview = floor.Of(await reports.OverviewAsync(question.Range.From, question.Range.To, question.Range.Segment, cancellationToken)) with { Live = 0, OpenAlerts = 0 };
        return McpAnswer.Of(overview, ReportsJsonContext.Default.Overview, pages.Link(question.Page("")));
    }

    public async ValueTask<string> FunnelAsync(
        string? name, string[]? steps, string? breakdown, string? from, string? to, string[]? segment, CancellationToken cancellationToken)
    {
        var funnel = name is null ? new FunnelDefinition { Steps = steps ?? throw new ArgumentException("Give the name of a declared funnel, or steps.") }
            : insights.Funnels.FirstOrDefault(f => f.Name == name) ?? throw new ArgumentException($"There is no funnel of this name; declared are {string.Join(", ", insights.Funnels.Select(f => f.Name))}.");
        if (breakdown == "user")
            throw new ArgumentException("A breakdown by user is not answered.");
        var (question, floor) = await FloorAsync(from, to, segment, cancellationToken);
        return McpAnswer.Of(floor.Of(await insights.FunnelAsync(funnel, question.Query, breakdown, cancellationToken)), ReportsJsonContext.Default.FunnelReport, pages.Link(question.Page(Goals)));
    }

    public async ValueTask<string> FrictionAsync(string? from, string? to, string[]? segment, CancellationToken cancellationToken)
    {
        var (question, floor) = await FloorAsync(from, to, segment, cancellationToken);
        return McpAnswer.Of(floor.Of(await insights.FrictionAsync(question.Query, cancellationToken)), ReportsJsonContext.Default.FrictionReport, pages.Link(question.Page("insights/friction")));
    }

    public async ValueTask<string> PathsAsync(string? step, bool backward, string? from, string? to, string[]? segment, CancellationToken cancellationToken)
    {
        var (question, floor) = await FloorAsync(from, to, segment, cancellationToken);
        var report = await insights.PathsAsync(new PathQuery(step, Backward: backward), question.Query, cancellationToken);
        return McpAnswer.Of(floor.Of(report), ReportsJsonContext.Default.PathReport, pages.Link(question.Page("insights/paths")));
    }

    public async ValueTask<string> GoalsAsync(string? from, string? to, string[]? segment, CancellationToken cancellationToken)
    {
        var (question, floor) = await FloorAsync(from, to, segment, cancellationToken);
        return McpAnswer.Of(floor.Of(await insights.GoalsAsync(question.Query, cancellationToken)), ReportsJsonContext.Default.GoalReport, pages.Link(question.Page(Goals)));
    }

    public async ValueTask<string> ReleasesAsync(string? version, int days, CancellationToken cancellationToken)
    {
        var releases = await insights.ReleasesAsync(cancellationToken: cancellationToken);
        if (version is null)
            return McpAnswer.Of(new Page<Release>(releases, null), ReportsJsonContext.Default.PageRelease, pages.Link(Releases));
        // The newest start counts where a version was returned to.
        if (releases.FirstOrDefault(release => release.Version == version) is not { } known || DaysOver(known) == 0)
            throw new ArgumentException("No such version has been running for a whole day; call releases without a version for the list.");
        // A window that ends now would be another one with each question.
        if (await insights.ReleaseAsync(version, days > MaxReleaseDays ? days : Math.Min(days, DaysOver(known)), cancellationToken: cancellationToken) is not { } report)
            throw new ArgumentException($"The version {version} has no figures.");
        var floor = await people.FloorAsync(new InsightRange(report.From, report.To, Segment.People), cancellationToken);
        return McpAnswer.Of(floor.Of(report), ReportsJsonContext.Default.ReleaseReport, pages.Link($"{Releases}/{Uri.EscapeDataString(version)}?days={days}"));
    }

    // What happens within the last half hour may still change.
    private int DaysOver(Release release) => (int)Math.Clamp(Math.Floor((time.GetUtcNow() - Settling - release.Since).TotalDays), 0, MaxReleaseDays);

    public async ValueTask<string> ThresholdsAsync(CancellationToken cancellationToken)
    {
        var shown = new List<InsightAlertReport>();
        foreach (var alert in await thresholds.ListAsync(cancellationToken))
        {
            var floor = alert is { From: { } from, To: { } to }
                ? await people.FloorAsync(new InsightRange(from, to, Segment.Parse(alert.Segment)), cancellationToken) : ReportFloor.Of(new PeopleCount(0, 0));
            shown.Add(floor.Of(alert) with { Alert = null });
        }

        return McpAnswer.Of(new Page<InsightAlertReport>(shown, null), Reports.Thresholds.ThresholdJsonContext.Default.PageInsightAlertReport, pages.Link("insights/alerts"));
    }

    public async ValueTask<string> CompareAsync(string? from, string? to, string? against, string[]? segment, CancellationToken cancellationToken)
    {
        var question = Ask(from, to, segment);
        var days = (int)Math.Round((question.Range.To - question.Range.From).TotalDays);
        var back = against switch
        {
            null or "week" => (days + 6) / 7 * 7,
            "before" => days,
            _ => throw new ArgumentException("against is one of week (the same weekdays before) and before (the days right before)."),
        };
        var before = question.Range with { From = Insights.Calendar.AddDays(question.Range.From, -back, settings.Zone), To = Insights.Calendar.AddDays(question.Range.To, -back, settings.Zone) };
        var comparison = await comparer.CompareAsync(before, question.Range, cancellationToken);
        return McpAnswer.Of(McpComparison.Of(comparison, before, question.Range, pages), McpJsonContext.Default.McpComparison, pages.Link(question.Page(Goals)));
    }

    /// <summary>An insight of days and a segment, with its floor.</summary>
    public async ValueTask<string> InsightAsync<T>(
        string page, string? from, string? to, string[]? segment, ReadInsight<T> read, Withhold<T> withhold, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var (question, floor) = await FloorAsync(from, to, segment, cancellationToken);
        return McpAnswer.Of(withhold(floor, await read(insights, question.Query, cancellationToken)), type, pages.Link(question.Page(page)));
    }

    private async ValueTask<(McpQuestion Question, ReportFloor Floor)> FloorAsync(string? from, string? to, string[]? segment, CancellationToken cancellationToken)
    {
        var question = Ask(from, to, segment);
        return (question, await people.FloorAsync(question.Range, cancellationToken));
    }

    private McpQuestion Ask(string? from, string? to, string[]? segment) => McpQuestion.Of(from, to, segment, time.GetUtcNow(), settings.Zone);
}
