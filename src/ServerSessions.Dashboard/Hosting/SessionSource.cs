using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

internal sealed class SessionSource(string id) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        if (!SessionId.TryParse(id, out var session))
            return View.NotFound("sessions", "No such session", $"“{id}” is not the id of a session; expected 36 characters, such as 0198c1de-0000-7000-8000-000000000000.");
        var report = await context.RequestServices.GetRequiredService<ISessionReports>().FindAsync(session, context.RequestAborted);
        return report is null
            ? View.NotFound("sessions", "No such session", $"There is no session {id}. It may be older than the storage keeps, or it was erased.")
            : View.Of<SessionPage>(
                "Session", "sessions",
                (nameof(SessionPage.Report), report),
                (nameof(SessionPage.Recording), await RecordingAsync(context, session)),
                (nameof(SessionPage.Responses), !SessionAdminAccess.Of(context).SeesSecurity ? [] : await context.RequestServices.GetRequiredService<ISessionControl>().ListForSessionAsync(session, context.RequestAborted))) with
            {
                Token = FormToken.Of(context),
                RefreshSeconds = report.Summary.Live ? 5 : null,
            };
    }

    private static async ValueTask<SessionRecording?> RecordingAsync(HttpContext context, SessionId session) =>
        SessionAdminAccess.Of(context).SeesSecurity && context.RequestServices.GetService<ISessionRecordings>() is { } recordings
            ? await recordings.FindAsync(session, context.RequestAborted)
            : null;
}
