using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Detection;
using ServerSessions.Reports;
using ServerSessions.Response;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Response;

/// <summary>
/// Rules respond only when the application has configured it, to the session of the finding, and never to an address, an account or a user on the allow list.
/// </summary>
public sealed class RuleResponseTests
{
    [Fact]
    public async Task In_mode_enforce_the_next_request_of_the_session_is_refused()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Enforce);
        var (attacker, customer) = (app.Visitor(), app.Visitor());
        await customer.GetAsync("/page");
        await attacker.GetAsync("/attack");

        await Waiting.UntilAsync(async () => (await attacker.GetAsync("/page")).StatusCode == HttpStatusCode.Forbidden);

        Assert.Equal(HttpStatusCode.OK, (await customer.GetAsync("/page")).StatusCode);
        var decision = Assert.Single((await Control(app).ListAsync()).Items);
        Assert.Equal((ResponseKind.Block, DecisionState.Active, "T1", null), (decision.Kind, decision.State, decision.Rule, decision.By));
        Assert.NotNull(await app.Services.GetRequiredService<ISessionAlerts>().FindAsync(decision.Alert!));
        var alert = await customer.GetFromJsonAsync<JsonElement>("/admin/sessions/alerts/" + decision.Alert);
        var response = Assert.Single(alert.GetProperty("responses").EnumerateArray().ToList());
        Assert.Equal((decision.Id, "block", "active"), (response.GetProperty("id").GetString(), response.GetProperty("kind").GetString(), response.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task In_mode_shadow_it_is_only_written_down()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Shadow);
        var attacker = app.Visitor();
        await attacker.GetAsync("/attack");
        await Waiting.UntilAsync(async () => (await Control(app).ListAsync()).Items is [{ State: DecisionState.Shadow, Kind: ResponseKind.Block, Rule: "T1" }]);
        Assert.Equal(HttpStatusCode.OK, (await attacker.GetAsync("/page")).StatusCode);
        var alert = Assert.Single((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
        Assert.Equal(DecisionState.Shadow, Assert.Single(await Control(app).ListForAlertAsync(alert)).State);
        Assert.Empty(await Control(app).ActiveAsync());
    }

    [Fact]
    public async Task An_alert_about_a_session_shows_what_people_have_decided_about_it_too()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Alert);
        await app.Visitor().GetAsync("/attack");
        await app.SettledAsync(1);
        var alert = Assert.Single((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
        Assert.Empty(await Control(app).ListForAlertAsync(alert));

        await Control(app).ThrottleAsync(SessionId.TryParse(alert.Finding.Subject.Hash, out var session) ? session : default, new ResponseNote("too fast", "ada"));

        var decision = Assert.Single(await Control(app).ListForAlertAsync(alert));
        Assert.Equal((ResponseKind.Throttle, "ada"), (decision.Kind, decision.By));
        Assert.Equal(decision.Id, Assert.Single(await Control(app).ListForSessionAsync(session)).Id);
        Assert.Equal(decision.Id, Assert.Single(await Control(app).ActiveAsync()).Id);
    }

    [Fact]
    public async Task Without_a_response_that_was_set_nothing_is_decided()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Enforce, o => o.Responses.Rules.Clear());
        await app.Visitor().GetAsync("/attack");
        await app.SettledAsync(1);
        Assert.NotEmpty((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
        Assert.Empty((await Control(app).ListAsync()).Items);
    }

    [Fact]
    public async Task One_line_sets_the_response_and_the_mode()
    {
        await using var app = await TrackedApp.StartAsync(
            app => app.MapGet("/page", () => "page"), after: s => s.AddSessionTracking().Respond("D5", ResponseKind.Challenge).Respond("D13", ResponseKind.Throttle, TimeSpan.FromHours(2), DetectionMode.Shadow));
        var options = app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<SessionTrackingOptions>>().Value;
        Assert.Equal((DetectionMode.Enforce, DetectionMode.Shadow), (options.Detection.Modes["D5"], options.Detection.Modes["D13"]));
        Assert.Equal(new RuleResponse(ResponseKind.Throttle, TimeSpan.FromHours(2)), options.Responses.Rules["D13"]);
    }

    [Theory]
    [InlineData(ActorKind.Network)]
    [InlineData(ActorKind.Source)]
    [InlineData(ActorKind.Endpoint)]
    public async Task Where_an_address_or_the_site_is_blamed_a_session_of_one_request_is_left_alone(ActorKind kind)
    {
        await using var app = await StartAsync(kind, DetectionMode.Enforce, kestrel: true);
        var neighbour = app.Visitor();
        await neighbour.GetAsync("/attack");
        await Waiting.UntilAsync(async () => (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items.Count == 1);
        await app.SettledAsync(1);
        Assert.Empty((await Control(app).ListAsync()).Items);
    }

    [Fact]
    public async Task What_one_session_did_itself_in_a_finding_about_its_network_is_answered()
    {
        await using var app = await StartAsync(ActorKind.Network, DetectionMode.Enforce, min: 3, kestrel: true);
        var (attacker, neighbour) = (app.Visitor(), app.Visitor());
        await neighbour.GetAsync("/page");
        foreach (var path in (string[])["/attack", "/attack/1", "/attack/2"])
            await attacker.GetAsync(path);
        await Waiting.UntilAsync(async () => (await attacker.GetAsync("/page")).StatusCode == HttpStatusCode.Forbidden);
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync("/page")).StatusCode);
    }

    [Fact]
    public async Task A_user_on_the_allow_list_is_recorded_as_exempt()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Enforce, o => o.Responses.AllowedUsers.Add("ada"));
        var ada = app.Visitor();
        await ada.PostAsync("/in/ada", null);
        await ada.GetAsync("/attack");
        await Waiting.UntilAsync(async () => (await Control(app).ListAsync()).Items is [{ State: DecisionState.Exempt }]);
        Assert.Equal("ada", await ada.GetStringAsync("/who"));
    }

    [Theory]
    [InlineData("sub=ada", true)]
    [InlineData("sub=ada,iss=https://one", false)]
    [InlineData("sub=bob,iss=https://one", true)]
    [InlineData("sub=bob,iss=https://two", false)]
    [InlineData("sub=bob", false)]
    public async Task A_user_on_the_allow_list_is_the_user_of_one_issuer(string token, bool isAllowed)
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Enforce, o =>
        {
            o.Responses.AllowedUsers.Add("ada");
            o.Responses.AllowUser("bob", "https://one");
        });
        var client = app.Visitor();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Token " + token);
        await client.GetAsync("/attack/claims");
        await Waiting.UntilAsync(async () => (await Control(app).ListAsync()).Items.Count == 1);
        Assert.Equal(isAllowed ? DecisionState.Exempt : DecisionState.Active, (await Control(app).ListAsync()).Items[0].State);
    }

    [Fact]
    public async Task A_network_on_the_allow_list_is_let_through_and_what_people_decide_is_not()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Enforce, o => o.Responses.AllowedNetworks.Add("127.0.0.0/8"), kestrel: true);
        var monitor = app.Visitor();
        await monitor.GetAsync("/attack");
        await Waiting.UntilAsync(async () => (await Control(app).ListAsync()).Items is [{ State: DecisionState.Active }]);
        Assert.Equal(HttpStatusCode.OK, (await monitor.GetAsync("/page")).StatusCode);
        var session = SessionId.TryParse((await Control(app).ListAsync()).Items[0].Session, out var id) ? id : default;
        await Control(app).BlockAsync(session, new ResponseNote("by hand"));
        Assert.Equal(HttpStatusCode.Forbidden, (await monitor.GetAsync("/page")).StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("192.0.2.0/24", false)]
    public async Task An_open_answer_in_an_allowed_network_is_not_cut(string allowed, bool goesOn)
    {
        var (begun, end) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var app = await StartAsync(
            ActorKind.Session, DetectionMode.Enforce, o => o.Responses.AllowedNetworks.Add(allowed), kestrel: true,
            map: app => app.MapGet("/stream", async (HttpContext c) =>
            {
                await c.Response.WriteAsync("begun ");
                await c.Response.Body.FlushAsync();
                begun.SetResult();
                await Task.WhenAny(end.Task, Task.Delay(Timeout.Infinite, c.RequestAborted));
                await c.Response.WriteAsync("ended");
            }));
        var monitor = app.Visitor();
        await monitor.GetAsync("/page");
        using var open = await monitor.GetAsync("/stream", HttpCompletionOption.ResponseHeadersRead);
        await begun.Task;
        await monitor.GetAsync("/attack");
        await Waiting.UntilAsync(async () => (await Control(app).ListAsync()).Items is [{ State: DecisionState.Active }]);
        // The feed cuts what is open before it reports what it has read.
        var requests = app.Services.GetRequiredService<IOpenRequests>();
        await Waiting.UntilAsync(() => Task.FromResult(!app.Services.GetRequiredService<DecisionTable>().IsEmpty));
        requests.AbortHeld();

        end.SetResult();
        if (goesOn)
            Assert.Equal("begun ended", await open.Content.ReadAsStringAsync());
        else
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => open.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_rule_gone_wild_is_held_back_and_it_is_said()
    {
        await using var app = await StartAsync(ActorKind.Session, DetectionMode.Enforce, o => o.Responses.MaxPerMinute = 2);
        for (var i = 0; i < 5; i++)
            await app.Visitor().GetAsync("/attack");
        await Waiting.UntilAsync(async () => (await Control(app).ListAsync()).Items.Count == 5);
        var states = (await Control(app).ListAsync()).Items.GroupBy(d => d.State).ToDictionary(g => g.Key, g => g.Count());
        // Five that straddle a minute have a budget of two each.
        Assert.InRange(states[DecisionState.Active], 2, 4);
        Assert.Equal(5, states.Values.Sum());
        Assert.True(app.Warned("has decided more than 2 responses"));
    }

    private static Task<TrackedApp> StartAsync(
        ActorKind subject, DetectionMode mode, Action<SessionTrackingOptions>? options = null, int min = 1, bool kestrel = false, Action<WebApplication>? map = null)
    {
        var rule = new ScriptedDetector("T1", subject, context =>
        {
            if (!context.Step.Contains("attack", StringComparison.Ordinal))
                return;
            context.Memory.Add(context.Mark(0, text: context.Step));
            if (context.Memory.Marks.Count >= min)
                context.Raise(Severity.High, "Attacked.", [.. context.Memory.Marks]);
        }, concerns: c => c.Step.Contains("attack", StringComparison.Ordinal));
        return TrackedApp.StartAsync(
            app =>
            {
                app.MapGet("/page", () => "page");
                app.MapGet("/attack", () => "attacked");
                app.MapGet("/attack/1", () => "attacked");
                app.MapGet("/attack/2", () => "attacked");
                app.MapGet("/attack/claims", () => "attacked").RequireAuthorization("claims");
                SignInApp.Map(app);
                map?.Invoke(app);
            },
            services =>
            {
                SignInApp.Services(services);
                services.AddSingleton<ISessionDetector>(rule);
            },
            o =>
            {
                o.Responses.Rules["T1"] = new RuleResponse(ResponseKind.Block);
                o.Detection.Modes["T1"] = mode;
                options?.Invoke(o);
            },
            kestrel: kestrel);
    }

    private static ISessionControl Control(TrackedApp app) => app.Services.GetRequiredService<ISessionControl>();
}
