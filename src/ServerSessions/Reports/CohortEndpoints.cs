using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Insights;
using ServerSessions.Reports.Cohorts;

namespace ServerSessions.Reports;

/// <summary>Named segments and named sets of users.</summary>
internal static class CohortEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/insights/cohorts", Answers.Reading, List).WithSummary("Cohorts, declared and saved").Produces<Page<Cohort>>();
        group.MapMethods("/insights/cohorts/{name}", Answers.Reading, Find).WithSummary("A cohort").Produces<Cohort>().ProducesProblem(404);
        group.MapPut("/insights/cohorts/{name}", Save).WithSummary("Saves a segment, or the users that it has now, under a name").Produces<Cohort>().ProducesProblem(400).ProducesProblem(409);
        group.MapDelete("/insights/cohorts/{name}", Remove).WithSummary("Removes a saved cohort").Produces(StatusCodes.Status204NoContent).ProducesProblem(404).ProducesProblem(409);
    }

    private static Task<IResult> List(ISessionCohorts cohorts, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        Answers.Json(new Page<Cohort>(await cohorts.ListAsync(cancellationToken), null), CohortJsonContext.Default.PageCohort));

    private static Task<IResult> Find(string name, ISessionCohorts cohorts, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
        await cohorts.FindAsync(name, cancellationToken) is { } cohort ? Answers.Json(cohort, CohortJsonContext.Default.Cohort) : Answers.NotFound("cohort", name));

    private static Task<IResult> Save(string name, HttpRequest request, ISessionCohorts cohorts, CancellationToken cancellationToken) => ChangeAsync(async () =>
    {
        var asked = await JsonBody.ReadAsync(request, CohortRequestJsonContext.Default.CohortRequest, CohortRequest.Example, cancellationToken);
        return Answers.Json(await cohorts.SaveAsync(asked.Named(name), request.HttpContext.User.Identity?.Name, cancellationToken), CohortJsonContext.Default.Cohort);
    });

    private static Task<IResult> Remove(string name, HttpContext context, ISessionCohorts cohorts, CancellationToken cancellationToken) => ChangeAsync(async () =>
        await cohorts.RemoveAsync(name, context.User.Identity?.Name, cancellationToken) ? TypedResults.NoContent() : Answers.NotFound("cohort", name));

    private static Task<IResult> ChangeAsync(Func<ValueTask<IResult>> change) => Answers.TryAsync(async () =>
    {
        try
        {
            return await change();
        }
        catch (DeclaredCohortException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status409Conflict);
        }
    });
}
