using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Dashboard.Pages;
using ServerSessions.Reports;

namespace ServerSessions.Dashboard.Hosting;

/// <summary>The recording of a session, in the frame of its player.</summary>
internal sealed class RecordingSource(string id) : IPageSource
{
    public async ValueTask<View> LoadAsync(HttpContext context, PageLinks links)
    {
        var recording = SessionId.TryParse(id, out var session) && context.RequestServices.GetService<ISessionRecordings>() is { } recordings
            ? await recordings.FindAsync(session, context.RequestAborted)
            : null;
        return recording is null
            ? View.NotFound("sessions", "No such recording", $"There is no recording of a session {id}. Only a part of the sessions is recorded, and recordings are kept for days.")
            : View.Of<RecordingPage>(
                "Recording", "sessions",
                (nameof(RecordingPage.Recording), recording),
                (nameof(RecordingPage.Session), await context.RequestServices.GetRequiredService<ISessionReports>().FindAsync(session, context.RequestAborted)),
                (nameof(RecordingPage.Player), links.Player(recording.Session, context.Request.Query["at"]))) with
            {
                HasFrame = true,
            };
    }
}
