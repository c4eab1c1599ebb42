using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The cohorts that a filter offers.</summary>
internal static class CohortNames
{
    public static async ValueTask<IReadOnlyList<string>> OfAsync(HttpContext context) =>
        [.. (await context.RequestServices.GetRequiredService<ISessionCohorts>().ListAsync(context.RequestAborted)).Select(c => c.Name)];
}
