using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Finds the page for a path. The page reads its data when it is executed.</summary>
internal sealed class DashboardPages(TimeProvider clock) : ISessionPages
{
    public void MapAssets(IEndpointRouteBuilder group)
    {
        foreach (var asset in DashboardAsset.All)
            asset.Map(group);
    }

    public IResult? Page(HttpContext context, string path)
    {
        // An encoded slash is part of an id.
        string[] parts = [.. path.Trim('/').Split('/').Select(part => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];
        IPageSource? source = parts switch
        {
            [""] => new OverviewSource(clock),
            [var kind, .. var id, var verb, var last] when Is(last, "confirm") && id.Length > 0 => new ConfirmSource(kind.ToLowerInvariant(), string.Join('/', id), verb.ToLowerInvariant()),
            [var name] when Is(name, "sessions") => new SessionsSource(),
            [var name, var live] when Is(name, "sessions") && Is(live, "live") => new LiveSource(),
            [var name, var id] when Is(name, "sessions") => new SessionSource(id),
            [var name, var insight] when Is(name, "insights") && Is(insight, "automation") => new AutomationSource(clock),
            [var name, var insight] when Is(name, "insights") && Is(insight, "goals") => new GoalsSource(clock),
            [var name, var insight] when Is(name, "insights") && Is(insight, "releases") => new ReleasesSource(),
            [var name, var insight, var version] when Is(name, "insights") && Is(insight, "releases") => new ReleaseSource(version),
            [var name, var insight] when Is(name, "insights") && Is(insight, "alerts") => new ThresholdsSource(),
            [var name] when Is(name, "alerts") => new AlertsSource(),
            [var name, var id] when Is(name, "alerts") => new AlertSource(id),
            [var name] when Is(name, "decisions") => new ResponsesSource(),
            [var name, var insight] when Is(name, "insights") && Is(insight, "stuck") => new StuckSource(),
            [var name, var insight] when Is(name, "insights") && Is(insight, "nudges") => new NudgesSource(),
            [var name, .. var user] when Is(name, "users") => new UserSource(string.Join('/', user)),
            [var name] when Is(name, "detectors") => new RulesSource(),
            [var name] when Is(name, "webhooks") => new WebhooksSource(),
            [var name, .. var id, var last] when Is(name, "webhooks") && Is(last, "deliveries") => new DeliveriesSource(string.Join('/', id)),
            [var name] when Is(name, "privacy") => new PrivacySource(),
            [var name] when Is(name, "pipeline") => new PipelineSource(),
            [var name, var letters] when Is(name, "pipeline") && Is(letters, "dead-letters") => new DeadLettersSource(),
            _ => null,
        };
        return source is null ? null : new PageResult(source, PageLinks.For(context.Request, path));
    }

    public IResult Refused(HttpContext context, string path, int status, string detail) =>
        new PageResult(new MessageSource(View.Refused(status, detail)), PageLinks.For(context.Request, path));

    public IResult Unavailable(HttpContext context, string path, string detail) =>
        new PageResult(new MessageSource(View.Unavailable(detail)), PageLinks.For(context.Request, path));

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
