using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Insights;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Personalization;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Personalization;

/// <summary>The pages of this library are steps, and nothing that a person is offered or shown as theirs.</summary>
public sealed class LibraryPagesTests
{
    private static readonly EndpointCatalog Catalog = new("1",
    [
        new EndpointFacts("GET /consent/", HttpVerb.Get, "/consent/", [], "privacy", EventFlags.None, null) { IsOfLibrary = true },
        new EndpointFacts("POST /consent/", HttpVerb.Post, "/consent/", [], "privacy", EventFlags.None, null) { IsOfLibrary = true },
        new EndpointFacts("GET /help", HttpVerb.Get, "/help", [], "help", EventFlags.None, null),
    ]);

    [Fact]
    public async Task The_page_of_consent_is_a_step_and_no_place_to_continue_at_no_task_and_no_feature()
    {
        var clock = new TestClock();
        await using var app = await TrackedApp.StartAsync(
            web =>
            {
                LiveShop.Map(web);
                web.MapPost("/in/{user}", (HttpContext context, string user) => SignInApp.SignInAsync(context, user));
                web.MapConsent().WithFeature("privacy");
            },
            services =>
            {
                services.AddAuthentication("Cookies").AddCookie("Cookies", o => o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
                services.AddSingleton<TimeProvider>(clock);
            },
            LiveShop.Options);
        var visitor = app.Visitor("text/html");
        await visitor.PostAsync("/in/alice", null);
        await visitor.VisitAsync("/products", "/search", "/consent");
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.PostAsync("/consent", new StringContent("no form"))).StatusCode);
        await app.SettledAsync(5);
        Assert.Contains(app.Events, e => e.Step == "GET /consent/");
        Assert.Contains(app.Events, e => e.Step == "POST /consent/");
        clock.Advance(TimeSpan.FromHours(2));
        await LiveShop.RememberedAsync(app.Services, m => m.Places.Length == 1);
        await visitor.VisitAsync("/");

        var journey = await visitor.JourneyAsync();

        Assert.Equal("GET /search", journey.ContinueAt?.Step);
        Assert.Empty(journey.Unfinished);
        Assert.Equal(["search"], journey.RecentFeatures.Select(f => f.Name));
    }

    [Fact]
    public void What_an_earlier_version_remembered_of_them_is_left_out_when_it_is_read()
    {
        var (session, now) = (SessionId.Create(0, 0, new Pseudonym(1, 2)), 1_000L);
        var memory = new PersonMemory
        {
            Places = [new("GET /consent/", now, session), new("GET /help", now - 1, SessionId.Create(1, 0, new Pseudonym(1, 2)))],
            Tasks = [new("/consent/", IsForm: true, "POST /consent/", now, IsDone: false, session), new("/help", IsForm: true, "POST /help", now, IsDone: false, session)],
            Features = [new("privacy", now, session), new("help", now, session)],
        };

        var journey = LiveJourneyShape.Of(null, memory, InsightSettings.Default, Catalog, 0, TransitionTable.Empty, default);

        Assert.Equal("GET /help", journey.ContinueAt?.Step);
        Assert.Equal(["/help"], journey.Unfinished.Select(t => t.Name));
        Assert.Equal(["help"], journey.RecentFeatures.Select(f => f.Name));
    }

    [Fact]
    public void They_are_no_likely_next_step()
    {
        var people = new StepPeople();
        for (var i = 0; i < 20; i++)
            people.Add(ClosedJourneys.Of(i, i, "a", "GET /consent/", "a", "GET /help"));
        var table = new TransitionTable(people, minimumSupport: 20, Catalog);

        Assert.Equal(["GET /help"], table.Next("a").Select(s => s.Step));
        Assert.Equal(["GET /help", "a"], table.Next(null).Select(s => s.Step));
    }

    [Fact]
    public async Task They_are_no_area_of_a_persons_activity_and_no_goal_can_be_about_them()
    {
        await using var app = await PersonApp.StartAsync(map: a =>
        {
            a.MapConsent();
            a.MapTransparency();
            a.MapSessionNudges();
            a.MapSessionBeacon();
        });
        var anna = await app.SignedInAsync("anna");
        await anna.VisitAsync("/consent", "/shop/boat");

        var activity = await anna.UntilAsync("/me/activity", a => a.GetProperty("steps").GetInt32() == 4);

        Assert.Equal(["/", "/in", "/shop"], activity.GetProperty("areas").EnumerateArray().Select(a => a.GetProperty("area").GetString()!).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("/consent", activity.GetProperty("history")[0].GetProperty("areas").ToString());
        foreach (var area in (string[])["/consent", "/transparency", "/me", "/s"])
            Assert.Equal(HttpStatusCode.BadRequest, (await anna.PostAsJsonAsync("/me/goals", new { kind = "minutes", of = area, target = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await anna.PostAsJsonAsync("/me/goals", new { kind = "minutes", of = "/shop", target = 1 })).StatusCode);
    }

    [Fact]
    public async Task Every_endpoint_of_this_library_is_marked_or_not_tracked()
    {
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                a.MapConsent();
                a.MapTransparency();
                a.MapGlobalPrivacyControl();
                a.MapMySessions();
                a.MapSessionNudges("/nudges");
                a.MapSessionBeacon();
                a.MapSessionShares();
                a.MapInstructorView();
                a.MapSessionTracking();
            },
            s => s.AddAuthorization().AddAntiforgery(), after: s => s.AddSessionTracking().AddDashboard());
        var own = app.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(e => e.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly.GetName().Name is { } name && name.StartsWith("ServerSessions", StringComparison.Ordinal) && !name.Contains("Tests", StringComparison.Ordinal))
            .ToList();

        Assert.InRange(own.Count, 60, int.MaxValue);
        Assert.Empty(own.Where(e => e.Metadata.GetMetadata<LibraryEndpointMetadata>() is null && e.Metadata.GetMetadata<DisableSessionTrackingAttribute>() is null).Select(e => e.DisplayName));
    }
}
