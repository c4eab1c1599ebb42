using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Learning;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Model.Alerts;
using ServerSessions.Reports;
using ServerSessions.Response;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>Wrong passwords of a stranger are never answered against the account's owner.</summary>
public sealed class OwnersSignInTests
{
    private const int WrongPasswords = 12;

    [Fact]
    public async Task The_owner_who_signs_in_with_a_new_browser_from_a_network_known_before_the_attack_is_left_alone()
    {
        await using var app = await StartAsync();
        var before = app.Visitor();
        await before.PostAsync("/login/alice/right", null);
        await app.SettledAsync(1);
        await AttackAsync(app);
        var owner = app.Visitor();
        await owner.GetAsync("/who");
        await owner.PostAsync("/login/alice/right", null);

        var decision = await DecidedAsync(app);

        Assert.Equal((DecisionState.Exempt, "D2"), (decision.State, decision.Rule));
        Assert.Equal(["alice", "alice"], [await before.GetStringAsync("/who"), await owner.GetStringAsync("/who")]);
    }

    [Fact]
    public async Task A_sign_in_from_where_the_user_never_was_is_answered_and_neither_its_browser_nor_the_user_is()
    {
        await using var app = await StartAsync();
        await AttackAsync(app);
        var thief = app.Visitor();
        await thief.GetAsync("/who");
        await thief.PostAsync("/login/alice/right", null);

        var decision = await DecidedAsync(app);

        Assert.Equal(DecisionState.Active, decision.State);
        Assert.Equal(DecisionTargetKind.AuthSession, Assert.Single(decision.Targets).Kind);
        await Waiting.UntilAsync(async () => (await thief.GetAsync("/who")).StatusCode == HttpStatusCode.Forbidden);
        // Another new browser in a network that the user does not have is found like the thief's: what is asked here is whether the first decision names the user.
        await app.Services.GetRequiredService<DetectionControl>().SetModeAsync("D2", DetectionMode.Off, default);
        var owner = app.Visitor();
        await owner.PostAsync("/login/alice/right", null);
        Assert.Equal("alice", await owner.GetStringAsync("/who"));
    }

    [Fact]
    public async Task A_thief_who_signs_in_twice_is_answered_twice_and_the_first_sign_in_does_not_make_the_second_the_owners()
    {
        await using var app = await StartAsync();
        // The thief's session is older than the first wrong password.
        var thief = app.Visitor("text/html");
        await thief.GetAsync("/who");
        await AttackAsync(app);
        await thief.PostAsync("/login/alice/right", null);
        await DecidedAsync(app);
        var again = app.Visitor();
        await again.PostAsync("/login/alice/right", null);

        var decisions = await DecidedAsync(app, 2);

        Assert.Equal([DecisionState.Active, DecisionState.Active], decisions.Select(d => d.State));
        Assert.Equal(2, decisions.Select(d => Assert.Single(d.Targets).Hash).Distinct().Count());
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Mode", "no-cors")]
    [InlineData("Origin", "https://other.example")]
    public async Task A_thief_who_presents_the_sign_in_as_another_pages_doing_is_answered_all_the_same(string header, string value)
    {
        await using var app = await StartAsync();
        await AttackAsync(app);
        var thief = app.Visitor();
        await thief.GetAsync("/who");
        thief.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        await thief.PostAsync("/login/alice/right", null);

        var decision = await DecidedAsync(app);

        Assert.Equal(DecisionState.Active, decision.State);
        Assert.Equal(DecisionTargetKind.AuthSession, Assert.Single(decision.Targets).Kind);
    }

    [Theory]
    [InlineData(ActorKind.Account)]
    [InlineData(ActorKind.User)]
    public async Task What_is_found_about_an_account_or_a_user_holds_one_sign_in_and_not_the_browser(ActorKind kind)
    {
        await using var app = await TrackedApp.StartAsync(_ => { }, options: o => o.Responses.Rules["D1"] = new RuleResponse(ResponseKind.Block));
        var live = new LiveSession(new Pseudonym(7, 7)) { Id = SessionId.Create(1, 0, new Pseudonym(1, 1)), KeyKind = KeyKind.Cookie, AuthSession = new Pseudonym(8, 8) };
        var alert = SampleAlert.Of(severity: Severity.High);
        alert = alert with { Finding = alert.Finding with { Subject = new Subject(kind, alert.Finding.Subject.Hash) } };

        // The browser shows another sign-in by now.
        await app.Services.GetRequiredService<Responder>().ActAsync(ResponseCandidates.Of(alert, live.Id, live, isEnforced: true, new FoundSignIn(live.Id, new Pseudonym(9, 9), default)), default);

        var decision = Assert.Single((await app.Services.GetRequiredService<ISessionControl>().ListAsync()).Items);
        Assert.Equal(new DecisionTarget(DecisionTargetKind.AuthSession, new Pseudonym(9, 9).ToString()), Assert.Single(decision.Targets));
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app =>
        {
            SignInApp.Map(app);
            app.MapPost("/login/{user}/wrong", (HttpContext c, string user) =>
            {
                c.GetTrackedSession()!.LoginFailed(user);
                return Results.Unauthorized();
            });
            app.MapPost("/login/{user}/right", async (HttpContext c, string user) =>
            {
                c.GetTrackedSession()!.LoginSucceeded(user);
                await SignInApp.SignInAsync(c, user);
            });
        },
        SignInApp.Services,
        o =>
        {
            o.Responses.Rules["D2"] = new RuleResponse(ResponseKind.Block, MinSeverity: Severity.Low);
            o.Detection.Modes["D2"] = DetectionMode.Enforce;
        },
        kestrel: true);

    private static async Task AttackAsync(TrackedApp app)
    {
        for (var i = 0; i < WrongPasswords; i++)
            await app.Visitor("application/json", "attacker/1.0").PostAsync("/login/alice/wrong", null);
        await Waiting.UntilAsync(async () => (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items.Any(a => a.Finding.Rule is "D3" && a.Finding.Subject.Kind == ActorKind.Account));
    }

    private static async Task<SessionDecision> DecidedAsync(TrackedApp app) => (await DecidedAsync(app, 1))[^1];

    private static async Task<IReadOnlyList<SessionDecision>> DecidedAsync(TrackedApp app, int count)
    {
        IReadOnlyList<SessionDecision> all = [];
        await Waiting.UntilAsync(
            async () => (all = [.. (await app.Services.GetRequiredService<ISessionControl>().ListAsync()).Items.Where(d => d.Rule == "D2")]).Count >= count,
            () => string.Join('\n', all), $"decision {count} of D2");
        return all;
    }
}
