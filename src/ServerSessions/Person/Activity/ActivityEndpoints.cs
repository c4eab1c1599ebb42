using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Headers;
using ServerSessions.Reports;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Activity;

/// <summary>What a person did, and the goals that they set.</summary>
internal static class ActivityEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/activity", Answers.Reading, Read).WithSummary("The person's own activity in the last ?days= (90)").ProducesProblem(400).ProducesProblem(401);
        group.MapMethods("/goals", Answers.Reading, Goals).WithSummary("The person's goals, and how far they are this week").ProducesProblem(401);
        group.MapPost("/goals", SetAsync).AsForm("activity#goals").WithSummary("Sets a goal: { \"kind\": \"modules|minutes|days\", \"of\": \"…\", \"target\": 3 }").ProducesProblem(400).ProducesProblem(401);
        group.MapPost("/goals/remove", RemoveAsync).AsForm("../activity#goals").WithSummary("Removes a goal: { \"id\": \"…\" }").ProducesProblem(400).ProducesProblem(401);
        group.MapPost("/sharing", ShareAsync).AsForm("activity#sharing").WithSummary("Agrees that instructors see the person's progress, or withdraws: { \"share\": true }").ProducesProblem(400).ProducesProblem(401);
    }

    private static Task<IResult> Read(HttpContext context, PersonReports reports, CourseList courses, InstructorAgreement agreement, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var activity = await reports.ActivityAsync(PersonRequest.Of(context).UserName, new QueryReader(context.Request.Query).Number("days") ?? PersonReports.DefaultDays, cancellationToken);
        return Accepts.Html(context.Request) ? ActivityPage.Of(context, activity, courses.Courses, agreement) : TypedResults.Json(activity, PersonalJsonContext.Default.PersonActivity);
    });

    private static async Task<IResult> Goals(HttpContext context, PersonReports reports, CancellationToken cancellationToken) =>
        TypedResults.Json((await reports.ActivityAsync(PersonRequest.Of(context).UserName, PersonReports.DefaultDays, cancellationToken)).Goals, PersonalJsonContext.Default.IReadOnlyListPersonGoalProgress);

    private static Task<IResult> SetAsync(HttpContext context, PersonSettingsStore settings, CourseList courses, AppAreas areas, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(context.Request, cancellationToken));
        var kind = body.Word<PersonGoalKind>("kind") ?? throw new ArgumentException("kind is missing; expected modules, minutes or days.");
        var target = body.Number("target") ?? throw new ArgumentException("target is missing; expected a whole number a week.");
        var goal = new PersonGoal(kind, body.Text("of"), (int)target).Checked(courses.Courses, await areas.FindAsync(cancellationToken));
        await settings.ChangeAsync(PersonRequest.Of(context).UserName, set => With(set, goal), cancellationToken);
        return TypedResults.NoContent();
    });

    private static Task<IResult> RemoveAsync(HttpContext context, PersonSettingsStore settings, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(context.Request, cancellationToken));
        var id = body.Text("id") ?? throw new ArgumentException("id is missing; GET goals lists them.");
        await settings.ChangeAsync(PersonRequest.Of(context).UserName, set => set with { Goals = [.. set.Goals.Where(g => g.Id != id)] }, cancellationToken);
        return TypedResults.NoContent();
    });

    private static Task<IResult> ShareAsync(HttpContext context, PersonSettingsStore settings, TimeProvider time, CancellationToken cancellationToken) => Answers.TryAsync(async () =>
    {
        var body = new BodyReader(await BodyReader.ReadAsync(context.Request, cancellationToken));
        var share = body.Text("share") is { } text && bool.TryParse(text, out var given) ? given : throw new ArgumentException("share is missing; expected true or false.");
        await settings.ChangeAsync(PersonRequest.Of(context).UserName, set => set with { SharedSince = share ? set.SharedSince ?? time.GetUtcNow() : null }, cancellationToken);
        return TypedResults.NoContent();
    });

    private static PersonSettings With(PersonSettings set, PersonGoal goal)
    {
        var others = set.Goals.Where(g => g.Id != goal.Id).ToList();
        return others.Count < PersonSettingsStore.MaxGoals ? set with { Goals = [.. others, goal] }
            : throw new ArgumentException($"There are {others.Count} goals already, the maximum; remove one first.");
    }
}
