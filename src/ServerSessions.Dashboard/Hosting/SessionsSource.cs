using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;
using ServerSessions.Reports.Views;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class SessionsSource : IPageSource
{
    private static readonly string[] Parameters = ["user", "issuer", "key", "at", "actor", "class", "rule", "minRisk", "route", "outcome", "recorded", "live", "after", "limit"];

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Sessions();
        var page = await context.RequestServices.GetRequiredService<ISessionReports>().ListAsync(query, context.RequestAborted);
        var views = context.RequestServices.GetRequiredService<ISessionViews>();
        return View.Of<SessionsPage>(
            "Sessions", "sessions",
            (nameof(SessionsPage.Query), query),
            (nameof(SessionsPage.Sessions), page),
            (nameof(SessionsPage.Cohorts), SessionAdminAccess.Of(context).SeesIdentities ? await CohortNames.OfAsync(context) : []),
            (nameof(SessionsPage.Saved), (await ViewEndpoints.OpenAsync(context, views)).Select(view => (view, ViewEndpoints.MayDelete(context, view))).ToList()),
            (nameof(SessionsPage.ToSave), ViewQuery.CanSave(query) ? context.Request.QueryString.Value : null)) with
        {
            Token = FormToken.Of(context),
            Here = PageQuery.Of(context, links.Own, Parameters),
            RefreshSeconds = query == new SessionQuery { User = query.User, Live = query.Live, Limit = query.Limit } ? 5 : null,
        };
    }
}
