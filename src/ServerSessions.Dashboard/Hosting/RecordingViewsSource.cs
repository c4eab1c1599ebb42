using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Dashboard.Queries;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The log of views: which user opened which recording, and when.</summary>
internal sealed class RecordingViewsSource : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var reader = QueryReader.Of(context);
        var (limit, after) = (reader.Number("limit") ?? 100, reader.Text("after"));
        return context.RequestServices.GetService<ISessionRecordings>() is { } recordings
            ? View.Of<RecordingViewsPage>(
                "Views of recordings", "recording-views",
                (nameof(RecordingViewsPage.Views), await recordings.ListViewsAsync(limit, after, context.RequestAborted)), (nameof(RecordingViewsPage.IsFirst), after is null)) with
            { Here = PageQuery.Of(context, links.Own, "limit", "after") }
            : View.NotFound("", "No recordings", "The application records no sessions.");
    }
}
