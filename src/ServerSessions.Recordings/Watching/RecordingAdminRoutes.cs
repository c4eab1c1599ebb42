using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Recordings.Diagnostics;
using ServerSessions.Recordings.Storing;
using ServerSessions.Reports;

namespace ServerSessions.Recordings.Watching;

/// <summary>The routes of recordings below the admin pattern: what is known of one, its player, and the log of views.</summary>
internal sealed class RecordingAdminRoutes(
    RecordingReader reader, ISessionRecordings recordings, ISessionReports reports, ViewLog views, IAuditNames names, TimeProvider time, ILogger<RecordingAdminRoutes> logger) : IAdminRoutes
{
    private const int NonceBytes = 16;

    public void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/sessions/{id}/recording", Answers.Reading, FindAsync).OfSingleSessions().AsPage("sessions/{id}/recording").WithSummary("What is known of a session's recording")
            .Produces<SessionRecording>().ProducesProblem(404);
        group.MapMethods("/sessions/{id}/recording/player", Answers.Reading, PlayAsync).OfSingleSessions().WithSummary("The player of a session's recording, for a frame; each call is logged")
            .Produces<string>(contentType: "text/html").ProducesProblem(404);
        group.MapMethods("/recordings/views", Answers.Reading, ListViewsAsync).OfSingleSessions().AsPage("recordings/views").WithSummary("Which user has viewed which recording, newest first: ?limit=, &after=")
            .Produces<Page<RecordingView>>().ProducesProblem(400);
        foreach (var asset in PlayerPage.Scripts)
            group.MapGet(PlayerPage.PathOf(asset), (HttpResponse response) => asset.Serve(response, isPublic: false)).ExcludeFromDescription();
    }

    private Task<IResult> FindAsync(string id, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        SessionId.TryParse(id, out var session) && await recordings.FindAsync(session, cancellationToken) is { } recording
            ? Answers.Json(recording, RecordingAnswersContext.Default.SessionRecording)
            : Answers.NotFound("recording of the session", id));

    private Task<IResult> ListViewsAsync(HttpRequest request, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var query = QueryReader.Of(request.HttpContext);
        return Answers.Json(await recordings.ListViewsAsync(query.Number("limit") ?? 100, query.Text("after"), cancellationToken), RecordingAnswersContext.Default.PageRecordingView);
    });

    private async Task<IResult> PlayAsync(string id, HttpContext context, CancellationToken cancellationToken)
    {
        if (!SessionId.TryParse(id, out var session) || await reader.FindAsync(session, cancellationToken) is not { Count: > 0 } entries)
            return Answers.NotFound("recording of the session", id);
        var report = await reports.FindAsync(session, cancellationToken);
        // No content without an entry in the log: a failure of the storage is answered with 503.
        await NoteViewAsync(session, context, cancellationToken);
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        PlayerPage.WriteHeaders(context.Response.Headers, nonce);
        var lane = report is null ? PlayerLane.None : PlayerLane.Of(SessionAdminAccess.Of(context).Show(report));
        var chunks = new List<byte[]>();
        foreach (var entry in entries)
            chunks.AddRange(await reader.ReadAsync(entry, cancellationToken));
        return TypedResults.Text(PlayerPage.Write(new PlayerContent(chunks, lane, TimeOf(context.Request)), nonce), "text/html; charset=utf-8", Encoding.UTF8);
    }

    private async ValueTask NoteViewAsync(SessionId session, HttpContext context, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        var actor = context.User.Identity?.Name;
        await views.AddAsync(session, actor, time.GetUtcNow(), cancellationToken);
        RecordingLog.Viewed(logger, names.Of(actor, "an unknown user"), session.ToString());
    }

    // The time at which the player opens, Unix milliseconds.
    private static long? TimeOf(HttpRequest request) => long.TryParse(request.Query["at"], out var at) && at > 0 ? at : null;
}
