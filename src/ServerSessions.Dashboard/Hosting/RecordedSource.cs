using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using ServerSessions.Reports;
using ServerSessions.Reports.Recorded;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>Adds to a page which of the sessions behind its figures have a recording.</summary>
internal static class RecordedSource
{
    public static async ValueTask<View> WithRecordingsAsync(this View view, HttpContext context, InsightScope? scope, Segment segment) =>
        scope is not null && Reader(context) is { } reader
            ? view with { Recorded = await reader.OfAsync(scope, segment, context.RequestAborted) }
            : view;

    /// <summary>Which of some sessions have a recording that the caller may watch.</summary>
    public static async ValueTask<IReadOnlySet<SessionId>> RecordedAsync(this HttpContext context, IEnumerable<SessionId> sessions) =>
        Reader(context) is { } reader ? await reader.OfAsync(sessions, context.RequestAborted) : new HashSet<SessionId>();

    // Null for a caller that may not watch recordings.
    private static RecordedJourneyReader? Reader(HttpContext context) =>
        SessionAdminAccess.Of(context) is { SeesSessions: true, SeesSecurity: true } ? context.RequestServices.GetService<RecordedJourneyReader>() : null;
}
