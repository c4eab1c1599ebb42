using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Person;

/// <summary>Instructors see groups of five and more, and one person only with their agreement or on the owner's legal basis.</summary>
public sealed class InstructorViewTests
{
    [Fact]
    public async Task With_the_profile_for_audience_measurement_no_single_person_is_shown()
    {
        await using var app = await PersonApp.StartAsync(options: o => o.Profile = TrackingProfile.AudienceOnly, map: a => a.MapInstructorView().RequireAuthorization());
        var answer = await (await app.SignedInAsync("teacher")).GetAsync("/instructor/courses/sailing/people/anna");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("AudienceOnly", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_person_is_seen_only_while_they_agree()
    {
        await using var app = await StartAsync();
        var (anna, teacher) = (await app.SignedInAsync("anna"), await app.SignedInAsync("teacher"));
        await anna.GetAsync("/learn/1");
        await anna.UntilAsync("/me/activity", a => a.GetProperty("courses")[0].GetProperty("opened").GetInt32() == 1);
        const string Path = "/instructor/courses/sailing/people/anna";
        var (unshared, none) = (await teacher.GetAsync(Path), await teacher.GetAsync("/instructor/courses/sailing/people/none"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (unshared.StatusCode, none.StatusCode));
        Assert.Equal((await none.Content.ReadAsStringAsync()).Split("traceId")[0], (await unshared.Content.ReadAsStringAsync()).Split("traceId")[0]);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PostAsJsonAsync("/me/sharing", new { share = true })).StatusCode);
        Assert.Equal(1, (await teacher.JsonAsync(Path)).GetProperty("opened").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await anna.GetAsync(Path)).StatusCode);
        await anna.PostAsJsonAsync("/me/sharing", new { share = false });
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync(Path)).StatusCode);
    }

    [Fact]
    public async Task A_legal_basis_of_the_owner_takes_the_place_of_the_agreement_and_the_person_reads_it()
    {
        await using var app = await StartAsync(o => o.Instructors.LegalBasis = "Your school keeps records by § 7 of its statutes.");
        var (anna, teacher) = (await app.SignedInAsync("anna", "text/html"), await app.SignedInAsync("teacher"));
        await anna.GetAsync("/learn/1");
        await teacher.UntilAsync("/instructor", _ => true);
        Assert.Contains("records by &#xA7; 7 of its statutes", await anna.GetStringAsync("/me/activity"));
        await Waiting.UntilAsync(
            async () => (await teacher.GetAsync("/instructor/courses/sailing/people/anna")).StatusCode == HttpStatusCode.OK, what: "the instructor sees the person");
    }

    [Fact]
    public async Task A_class_of_five_is_counted_in_whole_weeks_that_are_over_and_one_of_four_shows_nothing()
    {
        // Without a worker of its own, so that the test writes the journeys.
        await using var app = await StartAsync(o => o.Roles = SessionTrackingRoles.Capture);
        var lastWeek = DateTimeOffset.UtcNow.AddDays(-7);
        await CloseAsync(app, 0, 4, lastWeek);
        var teacher = await app.SignedInAsync("teacher");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await teacher.JsonAsync("/instructor/courses/sailing")).GetProperty("people").ValueKind);
        await CloseAsync(app, 4, 2, lastWeek);
        var report = await teacher.JsonAsync("/instructor/courses/sailing?weeks=1&from=2020-01-01");
        Assert.Equal(6, report.GetProperty("people").GetInt32());
        Assert.Equal(DayOfWeek.Monday, report.GetProperty("to").GetDateTimeOffset().DayOfWeek);
        Assert.Equal(6, report.GetProperty("modules")[0].GetProperty("opened").GetInt32());
        Assert.Equal(HttpStatusCode.NotFound, (await teacher.GetAsync("/instructor/courses/cooking")).StatusCode);
        var page = await app.SignedInAsync("teacher", "text/html");
        Assert.Contains("6 people.", await page.GetStringAsync("/instructor"));
        foreach (var (path, style) in ((string, string)[])[("/instructor", "./instructor/assets/"), ("/instructor/", "./assets/"), ("/instructor/courses/sailing", "../assets/"), ("/instructor/courses/sailing/", "../../assets/")])
            Assert.Contains($"href=\"{style}person.", await page.GetStringAsync(path));
        Assert.Contains("../assets/person.", await page.GetStringAsync("/instructor/courses/sailing"));
    }

    [Theory]
    [InlineData("lesson 2", "a module of both")]
    [InlineData("knots", "a module with a step of the other's")]
    public async Task Two_courses_that_share_a_module_or_a_step_do_not_start_with_the_view(string module, string why)
    {
        void Options(SessionTrackingOptions o)
        {
            o.Courses.Add(new Course("seamanship", ["harbour", module]));
            o.Features.Add(new Feature("knots", ["event.knot"]));
            o.Features.Add(new Feature("lesson 3", ["event.knot"]));
        }

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(Options));
        Assert.True(refused.Message.Contains("seamanship", StringComparison.Ordinal) && refused.Message.Contains("sailing", StringComparison.Ordinal) && refused.Message.Contains(module, StringComparison.Ordinal), why + refused.Message);
        await using var withoutView = await PersonApp.StartAsync(options: Options);
    }

    [Fact]
    public async Task Of_courses_that_share_an_endpoint_nothing_is_shown_with_the_reason()
    {
        await using var app = await StartAsync(o =>
        {
            o.Roles = SessionTrackingRoles.Capture;
            o.Courses.Add(new Course("seamanship", ["harbour", "knots"]));
            o.Features.Add(new Feature("knots", ["GET /learn/2"]));
        });
        await CloseAsync(app, 0, 6, DateTimeOffset.UtcNow.AddDays(-7));
        var teacher = await app.SignedInAsync("teacher");
        await Waiting.UntilAsync(
            async () => (await teacher.JsonAsync("/instructor/courses/sailing")).GetProperty("sharesStepsWith").GetString() == "seamanship", what: "the endpoint table is read");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await teacher.JsonAsync("/instructor/courses/seamanship")).GetProperty("people").ValueKind);
        Assert.Contains("is in the course seamanship too", await (await app.SignedInAsync("teacher", "text/html")).GetStringAsync("/instructor/courses/sailing"));
    }

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions>? options = null) => PersonApp.StartAsync(
        services: s => s.AddAuthorizationBuilder().AddPolicy("Instructor", policy => policy.RequireUserName("teacher")),
        options: options, map: a => a.MapInstructorView().RequireAuthorization("Instructor"));

    private static async Task CloseAsync(TrackedApp app, int first, int count, DateTimeOffset at)
    {
        var writer = new JourneyWriter(app.Services.GetRequiredService<ISessionStorage>(), JourneySettings.Default);
        for (var i = first; i < first + count; i++)
        {
            var journey = ClosedJourneys.Of(0, i, "GET /learn/1", "GET /learn/2").By(i);
            await writer.CloseAsync(journey with
            {
                Id = SessionId.Create(at.ToMicroseconds(), i % 2, journey.Key),
                Start = at,
                End = at.AddMinutes(1),
                Steps = [.. journey.Steps.Select((s, n) => s with { Time = at.AddMinutes(n) })],
            });
        }
    }
}
