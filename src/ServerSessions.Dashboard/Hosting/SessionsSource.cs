using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class SessionsSource : IPageSource
{
    private static readonly string[] Parameters = ["user", "issuer", "key", "at", "actor", "class", "rule", "minRisk", "route", "outcome", "recorded", "live", "after", "limit"];

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context).Sessions();
        var page = await context.RequestServices.GetRequiredService<ISessionReports>().ListAsync(query, context.RequestAborted);
        return View.Of<SessionsPage>(
            "Sessions", "sessions",
            (nameof(SessionsPage.Query), query),
            (nameof(SessionsPage.Sessions), page),
            (nameof(SessionsPage.Cohorts), await CohortNames.OfAsync(context))) with
        {
            Here = PageQuery.Of(context, links.Own, Parameters),
            RefreshSeconds = query == new SessionQuery { User = query.User, Live = query.Live, Limit = query.Limit } ? 5 : null,
        };
    }
}
