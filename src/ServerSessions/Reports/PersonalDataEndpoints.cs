using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.PersonalData;
using ServerSessions.Reports.Jobs;

namespace ServerSessions.Reports;

/// <summary>Export and erasure of a person or a session.</summary>
internal static class PersonalDataEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/users/{user}/export", Answers.Reading, (string user, HttpRequest request, ISessionPrivacy privacy, SessionExports exports) =>
                Export(() => Subject(user, request), "user", request, privacy, exports))
            .OfSingleSessions().WithSummary("Everything that is kept about a user, as JSON; ?format=csv: the steps").ProducesProblem(400);
        group.MapMethods("/users", Answers.Reading, (HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => SessionEndpoints.List(request, reports, cancellationToken))
            .OfSingleSessions().AsPage("users").WithSummary("The sessions of ?user=, &issuer=").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapMethods("/users/{user}", Answers.Reading, (string user, HttpRequest request, ISessionReports reports, CancellationToken cancellationToken) => SessionEndpoints.ListOf(RouteText.Of(user), request, reports, cancellationToken))
            .OfSingleSessions().AsPage("users/{user}").WithSummary("The sessions of a user").Produces<Page<SessionSummary>>().ProducesProblem(400);
        group.MapDelete("/users/{user}", (string user, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
                EraseAsync(() => Subject(user, request), request, privacy, cancellationToken))
            .OfSingleSessions().WithSummary("Erases what is kept about a user").Produces<ErasureReport>(StatusCodes.Status202Accepted).ProducesProblem(400);
        group.MapPost("/users/{user}/erase", (string user, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
                EraseAsync(() => Subject(user, request), request, privacy, cancellationToken))
            .AsConfirmedSingleForm(group, "/users/{user}/erase", "../../privacy")
            .WithSummary("The same as DELETE, for forms").Produces<ErasureReport>(StatusCodes.Status202Accepted).ProducesProblem(400);
        group.MapMethods("/users/{user}/erasure", Answers.Reading, (string user, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
                Answer(await privacy.FindErasureAsync(Subject(user, request), cancellationToken), user)))
            .OfSingleSessions().WithSummary("How far the newest erasure of a user is").Produces<ErasureReport>().ProducesProblem(404);
        group.MapMethods("/sessions/{id}/export", Answers.Reading, (string id, HttpRequest request, ISessionPrivacy privacy, SessionExports exports) =>
                SessionId.TryParse(id, out var session) ? Export(() => DataSubject.OfSession(session), "session", request, privacy, exports) : Task.FromResult<IResult>(Answers.NotFound("session", id)))
            .OfSingleSessions().WithSummary("Everything that is kept about a session, as JSON; ?format=csv: the steps").ProducesProblem(404);
        group.MapDelete("/sessions/{id}", (string id, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
                EraseSession(id, request, privacy, cancellationToken))
            .OfSingleSessions().WithSummary("Erases a session").Produces<ErasureReport>(StatusCodes.Status202Accepted).ProducesProblem(404);
        group.MapPost("/sessions/{id}/erase", (string id, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
                EraseSession(id, request, privacy, cancellationToken))
            .AsConfirmedSingleForm(group, "/sessions/{id}/erase", "../../privacy")
            .WithSummary("The same as DELETE, for forms").Produces<ErasureReport>(StatusCodes.Status202Accepted).ProducesProblem(404);
        group.MapMethods("/erasures/{id}", Answers.Reading, (string id, ISessionPrivacy privacy, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
                Answer(await privacy.FindErasureAsync(id, cancellationToken), id)))
            .WithSummary("How far an erasure is").Produces<ErasureReport>().ProducesProblem(404);
        group.MapPost("/erasures/{id}/cancel", CancelErasure).AsConfirmedForm(group, "/erasures/{id}/cancel", "../../privacy")
            .WithSummary("Cancels an erasure that waits for its turn").Produces<ErasureReport>().ProducesProblem(404).ProducesProblem(409);
        group.MapMethods("/exports", Answers.Reading, ListExports).WithSummary("The newest exports of people and sessions, and how far they are").Produces<Page<ExportReport>>();
        group.MapPost("/exports/{id}/cancel", CancelExport).AsConfirmedForm(group, "/exports/{id}/cancel", "../../privacy").WithSummary("Ends the download of an export")
            .Produces<ExportReport>().ProducesProblem(404);
        group.MapMethods("/privacy", Answers.Reading, (ISessionPrivacy privacy, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
                Answers.Json(await privacy.ReportAsync(cancellationToken), PersonalDataJsonContext.Default.PrivacyReport)))
            .AsPage("privacy").WithSummary("How long each kind of records is kept, erasures, and consents by purpose").Produces<PrivacyReport>();
    }

    private static DataSubject Subject(string user, HttpRequest request)
    {
        var query = new QueryReader(request.Query);
        return DataSubject.OfUserOrHash(RouteText.Of(user), query.Text("issuer")) with { Accounts = [.. query.Texts("account")] };
    }

    /// <param name="of">Whose data.</param>
    /// <param name="name">Name of the file, without its ending.</param>
    /// <param name="request">The request.</param>
    /// <param name="privacy">Makes the export.</param>
    /// <param name="exports">Lists it as a job of an administrator; null for a person's own.</param>
    public static Task<IResult> Export(Func<DataSubject> of, string name, HttpRequest request, ISessionPrivacy privacy, SessionExports? exports = null) => Answers.TryAsync(() =>
    {
        var subject = of();
        var format = new QueryReader(request.Query).Text("format") ?? "json";
        if (format is not ("json" or "csv"))
            throw new ArgumentException($"The format is \"{format}\"; expected \"json\" or \"csv\".");
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var (by, aborted) = (request.HttpContext.User.Identity?.Name, request.HttpContext.RequestAborted);
        Func<Stream, CancellationToken, Task> export = format == "csv"
            ? (output, cancellationToken) => privacy.ExportStepsAsync(subject, output, cancellationToken).AsTask()
            : (output, cancellationToken) => privacy.ExportAsync(subject, output, cancellationToken).AsTask();
        return new ValueTask<IResult>(TypedResults.Stream(
            output => exports is null ? export(output, aborted) : RunAsync(request.HttpContext, exports.RunAsync(name, format, by, output, export, aborted)),
            format == "csv" ? "text/csv; charset=utf-8" : "application/json", format == "csv" ? $"{name}-steps.csv" : $"{name}.json"));
    });

    // The receiver sees that a cancelled download is not complete.
    private static async Task RunAsync(HttpContext context, Task export)
    {
        try
        {
            await export;
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static Task<IResult> CancelErasure(string id, HttpContext context, ISessionPrivacy privacy, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        try
        {
            return Answer(await privacy.CancelErasureAsync(id, context.User.Identity?.Name, cancellationToken), id);
        }
        catch (InvalidOperationException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    });

    private static Task<IResult> ListExports(ISessionExports exports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<ExportReport>(await exports.ListAsync(cancellationToken), null), ReportsJsonContext.Default.PageExportReport));

    private static Task<IResult> CancelExport(string id, HttpContext context, ISessionExports exports, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await exports.CancelAsync(id, context.User.Identity?.Name, cancellationToken) is { } export ? Answers.Json(export, ReportsJsonContext.Default.ExportReport) : Answers.NotFound("export", id));

    private static Task<IResult> EraseSession(string id, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) =>
        SessionId.TryParse(id, out var session)
            ? EraseAsync(() => DataSubject.OfSession(session), request, privacy, cancellationToken)
            : Task.FromResult<IResult>(Answers.NotFound("session", id));

    private static Task<IResult> EraseAsync(Func<DataSubject> subject, HttpRequest request, ISessionPrivacy privacy, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var report = await privacy.EraseAsync(subject() with { Requester = ErasureRequester.Administrator }, request.HttpContext.User.Identity?.Name, cancellationToken);
        return TypedResults.Json(report, PersonalDataJsonContext.Default.ErasureReport, statusCode: StatusCodes.Status202Accepted);
    });

    private static IResult Answer(ErasureReport? report, string id) =>
        report is null ? Answers.NotFound("erasure of", id) : Answers.Json(report, PersonalDataJsonContext.Default.ErasureReport);
}
