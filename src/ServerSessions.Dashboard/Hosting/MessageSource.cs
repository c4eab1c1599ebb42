using Microsoft.AspNetCore.Http;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>A page that needs no data.</summary>
internal sealed class MessageSource(View view) : IPageSource
{
    public ValueTask<View> LoadAsync(HttpContext context, PageLinks links) => new(view);
}
