using Microsoft.AspNetCore.Http;
using ServerSessions.Insights;
using ServerSessions.Insights.Floors;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports.Shares;

/// <summary>The views that can be shared: figures of many sessions, each of a type that the floor can be applied to.</summary>
internal sealed class SharedViews(ISessionReports reports, ISessionInsights insights, PeopleReader people, InsightSettings settings)
{
    private const string OverviewPath = "insights/overview";

    /// <summary>Returns the path under which a view is kept; null when it cannot be shared.</summary>
    public string? Find(string view) => view.Trim('/') switch
    {
        "" or OverviewPath => OverviewPath,
        "insights/goals" or "insights/paths" or "insights/friction" or "insights/trends" => view.Trim('/'),
        var path when path.Split('/') is ["insights", "releases", { Length: > 0 and <= 128 }] => path,
        var path when path.Split('/') is ["insights", "funnels", var name] && insights.Funnels.Any(f => f.Name == name) => path,
        _ => null,
    };

    /// <summary>Path of the page with the same content.</summary>
    public static string PageOf(string view) => view == OverviewPath ? "" : view;

    /// <summary>Returns the floor of what a view shows.</summary>
    public async ValueTask<ReportFloor> FloorAsync(string view, SharedQuery query, CancellationToken cancellationToken) => await people.FloorAsync(
        view.Split('/') switch
        {
            // The page has the period before as well.
            ["insights", "overview" or "trends"] => query.Range with { From = query.Range.Before(settings.Zone).From },
            ["insights", "releases", var version] => await AroundAsync(version, query, cancellationToken),
            _ => query.Range,
        },
        cancellationToken);

    /// <summary>Returns the view as JSON; null when what it shows does not exist any more.</summary>
    public async ValueTask<IResult?> AnswerAsync(string view, SharedQuery query, CancellationToken cancellationToken) => view.Split('/') switch
    {
        ["insights", "overview"] => Answers.Json(await reports.OverviewAsync(query.From, query.To, query.Segment, cancellationToken), ReportsJsonContext.Default.Overview),
        ["insights", "goals"] => Answers.Json(await insights.GoalsAsync(query.Insight, cancellationToken), ReportsJsonContext.Default.GoalReport),
        ["insights", "paths"] => Answers.Json(await insights.PathsAsync(query.Path, query.Insight, cancellationToken), ReportsJsonContext.Default.PathReport),
        ["insights", "friction"] => Answers.Json(await insights.FrictionAsync(query.Insight, cancellationToken), ReportsJsonContext.Default.FrictionReport),
        ["insights", "trends"] => Answers.Json(await insights.TrendsAsync(query.Insight, cancellationToken), ReportsJsonContext.Default.TrendReport),
        ["insights", "releases", var version] => await insights.ReleaseAsync(version, query.Days, query.Segment, cancellationToken) is { } release
            ? Answers.Json(release, ReportsJsonContext.Default.ReleaseReport) : null,
        ["insights", "funnels", var name] => insights.Funnels.FirstOrDefault(f => f.Name == name) is { } funnel
            ? Answers.Json(await insights.FunnelAsync(funnel, query.Insight, cancellationToken: cancellationToken), ReportsJsonContext.Default.FunnelReport) : null,
        _ => null,
    };

    private async ValueTask<InsightRange> AroundAsync(string version, SharedQuery query, CancellationToken cancellationToken)
    {
        var since = (await insights.ReleasesAsync(cancellationToken: cancellationToken)).FirstOrDefault(r => r.Version == version)?.Since ?? query.To;
        return query.Range with { From = since.AddDays(-query.Days), To = since.AddDays(query.Days) };
    }
}
