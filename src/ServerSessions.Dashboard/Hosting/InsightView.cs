using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Insights;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Views of the pages of insights, which have a range and a segment.</summary>
internal static class InsightView
{
    public static ISessionInsights Insights(this HttpContext context) => context.RequestServices.GetRequiredService<ISessionInsights>();

    /// <param name="context">The request.</param>
    /// <param name="title">The window's title.</param>
    /// <param name="section">The entry of the navigation.</param>
    /// <param name="here">Address and query of the page.</param>
    /// <param name="segment">The sessions.</param>
    /// <param name="parameters">What the page has beside a segment.</param>
    public static async ValueTask<View> OfAsync<T>(
        HttpContext context, string title, string section, PageQuery here, Segment segment, params (string Name, object? Value)[] parameters) where T : InsightPage =>
        View.Of<T>(title, section, [.. parameters, (nameof(InsightPage.Segment), segment), (nameof(InsightPage.Cohorts), await CohortNames.OfAsync(context))]) with
        {
            Here = here,
        };
}
