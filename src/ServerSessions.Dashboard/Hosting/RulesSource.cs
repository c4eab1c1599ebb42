using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class RulesSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => View.Of<RulesPage>(
        "Rules", "detectors", (nameof(RulesPage.Rules), await context.RequestServices.GetRequiredService<ISessionRules>().ListAsync(context.RequestAborted)));
}
