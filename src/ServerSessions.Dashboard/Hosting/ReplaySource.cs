using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class ReplaySource(string id) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links) =>
        await context.RequestServices.GetRequiredService<ISessionReplays>().FindAsync(id, context.RequestAborted) is { } replay
            ? View.Of<ReplayPage>($"Replay of {replay.Rule}", "replays", (nameof(ReplayPage.Replay), replay)) with
            {
                RefreshSeconds = replay.IsOpen ? ReplaysSource.WhileOpen : null,
            }
            : View.NotFound("replays", "No such replay", $"There is no replay {id}. It may be older than alerts are kept.");
}
