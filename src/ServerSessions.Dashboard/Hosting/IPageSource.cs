using Microsoft.AspNetCore.Http;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Reads the data of a page. It may throw <see cref="ArgumentException"/> for a query that cannot be answered.</summary>
internal interface IPageSource
{
    ValueTask<View> LoadAsync(HttpContext context, PageLinks links);
}
