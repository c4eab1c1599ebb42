using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ResponsesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var query = QueryReader.Of(context);
        var (after, active) = (query.Text("after"), query.Flag("active") == true);
        var control = context.RequestServices.GetRequiredService<ISessionControl>();
        var decisions = active
            ? new Page<SessionDecision>(await control.ActiveAsync(context.RequestAborted), null)
            : await control.ListAsync(after, cancellationToken: context.RequestAborted);
        return View.Of<ResponsesPage>(
            "Responses", "decisions",
            (nameof(ResponsesPage.Decisions), decisions),
            (nameof(ResponsesPage.All), !active),
            (nameof(ResponsesPage.IsFirst), after is null)) with
        {
            Here = PageQuery.Of(context, links.Decisions, "active", "after", "limit"),
            Token = FormToken.Of(context),
        };
    }
}
