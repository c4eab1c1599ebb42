using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
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

    public IResult? Page(HttpContext context, string path) => Source(path) is { } source ? new PageResult(source, Links(context, path), path) : null;

    // The last part of a link's address is its secret.
    public IResult? Shared(HttpContext context, string path) =>
        Source(path) is { } source ? new PageResult(source, Links(context, context.Request.Path.Value!.Split('/')[^1])) : null;

    private IPageSource? Source(string path)
    {
        // An encoded slash is part of an id.
        string[] parts = [.. path.Trim('/').Split('/').Select(part => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];
        return parts switch
        {
            [""] => new OverviewSource(clock),
            [var kind, .. var id, var verb, var last] when Is(last, "confirm") && id.Length > 0 => new ConfirmSource(kind.ToLowerInvariant(), string.Join('/', id), verb.ToLowerInvariant()),
            [var name] when Is(name, "sessions") => new SessionsSource(),
            [var name, var live] when Is(name, "sessions") && Is(live, "live") => new LiveSource(),
            [var name, var id] when Is(name, "sessions") => new SessionSource(id),
            [var name, var id, var recording] when Is(name, "sessions") && Is(recording, "recording") => new RecordingSource(id),
            [var name, var views] when Is(name, "recordings") && Is(views, "views") => new RecordingViewsSource(),
            [var name, .. var insight] when Is(name, "insights") => InsightPages.Find(insight),
            [var name] when Is(name, "alerts") => new AlertsSource(),
            [var name, var id] when Is(name, "alerts") => new AlertSource(id),
            [var name] when Is(name, "decisions") => new ResponsesSource(),
            [var name, .. var user] when Is(name, "users") => new UserSource(string.Join('/', user)),
            [var name] when Is(name, "detectors") => new RulesSource(),
            [var name] when Is(name, "replays") => new ReplaysSource(),
            [var name, var id] when Is(name, "replays") => new ReplaySource(id),
            [var name] when Is(name, "webhooks") => new WebhooksSource(),
            [var name, .. var id, var last] when Is(name, "webhooks") && Is(last, "deliveries") => new DeliveriesSource(string.Join('/', id)),
            [var name] when Is(name, "privacy") => new PrivacySource(),
            [var name] when Is(name, "pipeline") => new PipelineSource(),
            [var name] when Is(name, "shares") => new SharesSource(),
            [var name, var letters] when Is(name, "pipeline") && Is(letters, "dead-letters") => new DeadLettersSource(),
            _ => null,
        };
    }

    public IResult Refused(HttpContext context, string path, int status, string detail) =>
        new PageResult(
            (IPageSource?)FormAgain(context, path, status, detail) ?? new MessageSource(HttpMethods.IsPost(context.Request.Method) ? View.NotDone(status, detail) : View.Refused(status, detail)),
            Links(context, path));

    // The page that confirms the act, with what was typed.
    private ConfirmSource? FormAgain(HttpContext context, string path, int status, string detail) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
        && status is StatusCodes.Status400BadRequest or StatusCodes.Status429TooManyRequests
        && Source(path + "/confirm") is ConfirmSource { IsAct: true } form ? form.Again(status, detail) : null;

    public IResult Unavailable(HttpContext context, string path, string detail) =>
        new PageResult(new MessageSource(View.Unavailable(detail)), Links(context, path));

    private static PageLinks Links(HttpContext context, string path) => PageLinks.For(context.Request, path) with
    {
        HasSessions = SessionAdminAccess.Of(context).SeesSessions
            && context.RequestServices.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Profile != TrackingProfile.AudienceOnly,
        HasRecordings = context.RequestServices.GetService<ISessionRecordings>() is not null,
    };

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
