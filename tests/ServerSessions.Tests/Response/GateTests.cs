using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>What a session is answered while something holds against it.</summary>
public sealed class GateTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task A_blocked_session_is_answered_403_until_it_is_released()
    {
        await using var app = await StartAsync();
        var (one, other) = (app.Visitor(), app.Visitor());
        await one.GetAsync("/page");
        var session = await OnlyAsync(app);
        await other.GetAsync("/page");
        var block = await ActAsync(app, session, "block", new { reason = "scraping", minutes = 5 });
        Assert.Equal("block", Text(block, "kind"));

        var refused = await one.GetAsync("/page");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var problem = await refused.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("urn:serversessions:blocked", Text(block, "id")), (Text(problem, "type"), Text(problem, "decision")));
        Assert.DoesNotContain("scraping", problem.ToString(), StringComparison.Ordinal);
        Assert.Equal("page", await other.GetStringAsync("/page"));

        await ActAsync(app, session, "release", new { reason = "a customer" });
        Assert.Equal("page", await one.GetStringAsync("/page"));
    }

    [Fact]
    public async Task A_block_ends_by_itself()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(services: s => s.AddSingleton<TimeProvider>(clock));
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        var key = app.Services.GetRequiredService<ISessionControl>();
        var cookie = Pseudonym.TryParse(await visitor.GetStringAsync("/key"), out var read) ? read : default;
        await key.BlockAsync(ResponseTarget.OfKey(cookie), new ResponseNote("enough", For: TimeSpan.FromMinutes(5)));
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/page")).StatusCode);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/page")).StatusCode);
        Assert.Equal(DecisionState.Expired, Assert.Single((await key.ListAsync()).Items).State);
    }

    [Fact]
    public async Task A_throttled_session_keeps_a_few_requests_a_minute_and_gets_a_Retry_After()
    {
        await using var app = await StartAsync(o => o.Responses.ThrottledPerMinute = 3);
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        await ActAsync(app, await OnlyAsync(app), "throttle", new { reason = "too fast" });
        var answers = new List<HttpResponseMessage>();
        var since = Stopwatch.GetTimestamp();
        do
            answers.Add(await visitor.GetAsync("/page"));
        while (answers[^1].IsSuccessStatusCode);
        // One more for every twenty seconds that the machine takes over this.
        Assert.InRange(answers.Count - 1, 3, 3 + Math.Floor(Stopwatch.GetElapsedTime(since).TotalSeconds / 20));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1].StatusCode);
        Assert.InRange(answers[^1].Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 20);
        Assert.Equal("urn:serversessions:throttled", Text(await answers[^1].Content.ReadFromJsonAsync<JsonElement>(), "type"));
    }

    [Fact]
    public async Task A_challenged_session_is_led_to_the_step_up_and_goes_on_once_it_is_passed()
    {
        await using var app = await StartAsync(o => o.Responses.ChallengePath = "/step-up");
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        await ActAsync(app, await OnlyAsync(app), "challenge", new { reason = "another country" });

        var led = await visitor.GetAsync("/page?a=1");
        Assert.Equal((HttpStatusCode.Found, "/step-up?returnUrl=%2Fpage%3Fa%3D1"), (led.StatusCode, led.Headers.Location!.ToString()));
        Assert.Equal("who are you?", await visitor.GetStringAsync("/step-up"));
        Assert.Equal("help", await visitor.GetStringAsync("/help"));
        Assert.Equal("1", await (await visitor.PostAsync("/step-up/pass", null)).Content.ReadAsStringAsync());

        Assert.Equal("page", await visitor.GetStringAsync("/page"));
        Assert.Equal(DecisionState.Passed, Assert.Single((await app.Services.GetRequiredService<ISessionControl>().ListAsync()).Items).State);
    }

    [Fact]
    public async Task A_program_gets_the_challenge_as_a_problem_type()
    {
        await using var app = await StartAsync(o => o.Responses.ChallengePath = "/step-up");
        var visitor = app.Visitor("application/json");
        await visitor.GetAsync("/page");
        await ActAsync(app, await OnlyAsync(app), "challenge", new { reason = "another country" });
        var answer = await visitor.GetAsync("/page");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("urn:serversessions:challenge-required", Text(await answer.Content.ReadFromJsonAsync<JsonElement>(), "type"));
    }

    [Fact]
    public async Task The_application_may_issue_the_challenge_itself()
    {
        await using var app = await StartAsync(o => o.IssueChallenge = (context, decision) =>
        {
            context.Response.StatusCode = 418;
            return context.Response.WriteAsync(decision.Reason);
        });
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        await ActAsync(app, await OnlyAsync(app), "challenge", new { reason = "prove it" });
        var answer = await visitor.GetAsync("/page");
        Assert.Equal((418, "prove it"), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task Refused_requests_are_recorded_as_what_they_were_answered()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/page");
        var session = await OnlyAsync(app);
        await ActAsync(app, session, "block", new { reason = "no" });
        await visitor.GetAsync("/page");
        await app.SettledAsync(3);
        Assert.Equal([Outcome.Ok, Outcome.Denied], app.Events.Select(e => e.Outcome));
    }

    [Theory]
    [InlineData("{}", "Say why")]
    [InlineData("{\"reason\":\"x\",\"minutes\":0}", "more than zero")]
    [InlineData("{\"reason\":\"x\",\"minutes\":999999}", "at most 366 days")]
    [InlineData("{\"reason\":\"x\",\"minutes\":\"soon\"}", "expected a number")]
    public async Task An_act_without_a_reason_or_with_no_time_is_refused(string body, string sentence)
    {
        await using var app = await StartAsync();
        await app.Visitor().GetAsync("/page");
        var session = await OnlyAsync(app);
        var answer = await app.Visitor("application/json").PostAsync($"{Admin}/sessions/{session}/block", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_are_listed_and_taken_back_one_by_one()
    {
        await using var app = await StartAsync();
        await app.Visitor().GetAsync("/page");
        var session = await OnlyAsync(app);
        foreach (var reason in (string[])["one", "two", "three"])
            await ActAsync(app, session, "throttle", new { reason });
        var visitor = app.Visitor("application/json");
        var first = await visitor.GetFromJsonAsync<JsonElement>($"{Admin}/decisions?limit=2");
        var rest = await visitor.GetFromJsonAsync<JsonElement>($"{Admin}/decisions?limit=2&after={Uri.EscapeDataString(Text(first, "next")!)}");
        var all = first.GetProperty("items").EnumerateArray().Concat(rest.GetProperty("items").EnumerateArray()).ToList();
        Assert.Equal(["one", "three", "two"], all.Select(d => Text(d, "reason")).Order());
        var id = Text(all[0], "id");
        Assert.Equal("released", Text(await (await visitor.PostAsJsonAsync($"{Admin}/decisions/{id}/release", new { reason = "enough" })).Content.ReadFromJsonAsync<JsonElement>(), "state"));
        Assert.Equal("released", Text(await visitor.GetFromJsonAsync<JsonElement>($"{Admin}/decisions/{id}"), "state"));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Admin}/decisions/dec_none")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.PostAsJsonAsync($"{Admin}/sessions/no-session/block", new { reason = "x" })).StatusCode);
    }

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions>? options = null, Action<IServiceCollection>? services = null) => TrackedApp.StartAsync(
        app =>
        {
            app.MapGet("/page", () => "page");
            app.MapGet("/key", (HttpContext c) => c.GetTrackedSession()!.Key.ToString());
            app.MapGet("/step-up", () => "who are you?");
            app.MapGet("/help", () => "help").AllowDuringChallenge();
            app.MapPost("/step-up/pass", async (HttpContext c, CancellationToken stop) => (await c.PassChallengeAsync(stop)).ToString());
            app.MapSessionTracking().AllowAnonymous();
        },
        services, options);

    private static async Task<string> OnlyAsync(TrackedApp app) => (await app.OnlySessionAsync(1)).Summary.Id;

    private static async Task<JsonElement> ActAsync(TrackedApp app, string session, string verb, object body)
    {
        var answer = await app.Visitor("application/json").PostAsJsonAsync($"{Admin}/sessions/{session}/{verb}", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
