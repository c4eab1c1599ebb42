using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class DeadLettersSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<DeadLettersPage>(
        "Dead letters", "pipeline",
        (nameof(DeadLettersPage.Letters), await context.RequestServices.GetRequiredService<ISessionReports>().DeadLettersAsync(cancellationToken: context.RequestAborted)));
}
