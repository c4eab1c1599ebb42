using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions.Capture.Headers;
using ServerSessions.Insights.Courses;
using ServerSessions.Person.Activity;
using ServerSessions.Reports;
using ServerSessions.Reports.Personal;

namespace ServerSessions.Person.Courses;

/// <summary>How groups of people take a course, and one person who agreed.</summary>
internal static class InstructorEndpoints
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapMethods("/", Answers.Reading, List).WithSummary("Every course with its modules: opened, skipped, stuck; groups of at least five people");
        group.MapMethods("/courses/{course}", Answers.Reading, Read).WithSummary("One course").ProducesProblem(404);
        group.MapMethods("/courses/{course}/people/{user}", Answers.Reading, Person).OfSingleSessions().AddEndpointFilter<AudienceOnlyFilter>().WithSummary("One person in a course, who agreed or of whom the owner's legal basis holds").ProducesProblem(404);
    }

    private static async Task<IResult> List(HttpContext context, CourseReports reports, InstructorAgreement agreement, CancellationToken cancellationToken)
    {
        var classes = new List<ClassReport>();
        foreach (var course in reports.Courses)
            if (await reports.ClassAsync(course.Name, agreement.Weeks, cancellationToken) is { } report)
                classes.Add(report);
        return Accepts.Html(context.Request) ? ClassPage.Of(context, "Courses", "", classes) : TypedResults.Json<IReadOnlyList<ClassReport>>(classes, PersonalJsonContext.Default.IReadOnlyListClassReport);
    }

    private static async Task<IResult> Read(string course, HttpContext context, CourseReports reports, InstructorAgreement agreement, CancellationToken cancellationToken) =>
        await reports.ClassAsync(course, agreement.Weeks, cancellationToken) is not { } report ? Answers.NotFound("course", course)
        : Accepts.Html(context.Request) ? ClassPage.Of(context, report.Course, "course", [report])
        : TypedResults.Json(report, PersonalJsonContext.Default.ClassReport);

    // One who did not agree is answered like one who does not exist.
    private static async Task<IResult> Person(string course, string user, HttpContext context, CourseReports reports, InstructorAgreement agreement, CancellationToken cancellationToken) =>
        await reports.PersonAsync(course, user, agreement.LegalBasis is not null, cancellationToken) is not { } progress
            ? TypedResults.Problem("There is no such person in this course, or they did not agree that instructors see their progress.", statusCode: StatusCodes.Status404NotFound)
        : Accepts.Html(context.Request) ? ClassPage.Of(context, progress)
        : TypedResults.Json(progress, PersonalJsonContext.Default.CourseProgress);
}
