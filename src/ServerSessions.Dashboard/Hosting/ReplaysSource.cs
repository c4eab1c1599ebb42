using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ReplaysSource : IPageSource
{
    /// <summary>Interval at which a page with a job at work is read again.</summary>
    public const int WhileOpen = 3;

    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var replays = await context.RequestServices.GetRequiredService<ISessionReplays>().ListAsync(context.RequestAborted);
        var names = (await context.RequestServices.GetRequiredService<ISessionRules>().ListAsync(context.RequestAborted))
            .DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id, rule => rule.Name, StringComparer.OrdinalIgnoreCase);
        return View.Of<ReplaysPage>("Replays", "replays", (nameof(ReplaysPage.Replays), replays), (nameof(ReplaysPage.Names), names)) with
        {
            RefreshSeconds = replays.Any(replay => replay.IsOpen) ? WhileOpen : null,
        };
    }
}
