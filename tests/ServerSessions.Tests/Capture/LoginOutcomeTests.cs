using System.Net.Http.Json;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Capture.Identity;
using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>What a request to a login came to, by the first that applies.</summary>
public sealed class LoginOutcomeTests
{
    [Theory]
    [InlineData(400, LoginOutcome.None)]
    [InlineData(422, LoginOutcome.None)]
    [InlineData(401, LoginOutcome.Failed)]
    [InlineData(403, LoginOutcome.Failed)]
    [InlineData(429, LoginOutcome.Failed)]
    [InlineData(404, LoginOutcome.None)]
    [InlineData(500, LoginOutcome.None)]
    [InlineData(200, LoginOutcome.Unknown)]
    [InlineData(302, LoginOutcome.Unknown)]
    public async Task An_answer_without_a_sign_in_is_judged_by_its_status(int status, LoginOutcome outcome)
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/login", () => Results.StatusCode(status)).TrackLogin("email"));
        await app.Visitor().PostAsync("/login", Form("ann", "x"));
        await app.SettledAsync(1);
        Assert.Equal(outcome, app.Events[0].Login);
    }

    private const string NeverSeen = "its failed logins cannot be detected";

    [Fact]
    public async Task A_page_that_answers_200_to_a_wrong_password_fails_once_it_has_signed_a_user_in()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.PostAsync("/login", Form("ann", "wrong"));
        await visitor.PostAsync("/login", Form("ann", "wrong"));
        await visitor.PostAsync("/login", Form("ann", "right"));
        await visitor.PostAsync("/login", Form("ann", "wrong"));
        await app.SettledAsync(4);
        Assert.Equal([LoginOutcome.Unknown, LoginOutcome.Unknown, LoginOutcome.Succeeded, LoginOutcome.Failed], app.Events.Select(e => e.Login));
        Assert.False(app.Warned(NeverSeen));
    }

    [Fact]
    public async Task A_login_whose_sign_ins_are_never_seen_is_reported_once_and_not_for_a_few_wrong_passwords()
    {
        await using var app = await StartAsync();
        await Waiting.UntilAsync(() => app.Services.GetRequiredService<LoginFacts>().AreRead, what: "the facts are read");
        var visitor = app.Visitor();
        for (var attempt = 1; attempt <= 2 * LoginJudge.UnknownUntilWarning; attempt++)
        {
            await visitor.PostAsync("/login", Form("ann", "wrong"));
            await app.SettledAsync(attempt);
            Assert.Equal(attempt < LoginJudge.UnknownUntilWarning ? 0 : 1, app.Logs.Lines.Count(l => l.Text.Contains(NeverSeen, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task What_an_endpoint_has_proved_is_known_to_the_next_process()
    {
        await using var first = await StartAsync();
        await first.Visitor().PostAsync("/login", Form("ann", "right"));
        var storage = first.Services.GetRequiredService<ISessionStorage>();
        await Waiting.UntilAsync(async () => (await storage.ListAsync(0, LoginFacts.Table, DocumentRange.Oldest(10), default)).Count == 1);
        await using var second = await StartAsync(first);
        var tries = 0;
        await Waiting.UntilAsync(async () =>
        {
            await second.Visitor().PostAsync("/login", Form("ann", "wrong"));
            await second.SettledAsync(++tries);
            return second.Events[^1].Login == LoginOutcome.Failed;
        });
    }

    [Fact]
    public async Task A_device_that_has_signed_in_is_known_on_this_account_and_no_other()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.PostAsync("/login", Form("Ann ", "right"));
        await visitor.PostAsync("/login", Form("ann", "wrong"));
        await visitor.PostAsync("/login", Form("bob", "wrong"));
        await app.SettledAsync(3);
        Assert.Equal([false, true, false], app.Events.Select(e => e.Is(EventFlags.KnownDevice)));
        Assert.Equal(app.Events[0].Detail!.Account, app.Events[1].Detail!.Account);
        Assert.NotEqual(app.Events[0].Detail!.Account, app.Events[2].Detail!.Account);
    }

    [Fact]
    public async Task What_the_application_says_wins_and_makes_the_device_known()
    {
        await using var app = await TrackedApp.StartAsync(a =>
        {
            a.MapGet("/", () => "home");
            a.MapPost("/login", (HttpContext c, [FromForm] string password) =>
            {
                if (password == "right")
                    c.GetTrackedSession()!.LoginSucceeded("ann");
                else
                    c.GetTrackedSession()!.LoginFailed("ann");
                return Results.StatusCode(password == "right" ? 401 : 200);
            }).DisableAntiforgery();
        });
        var visitor = app.Visitor();
        await visitor.GetAsync("/");
        await visitor.PostAsync("/login", Form("", "right"));
        await visitor.PostAsync("/login", Form("", "wrong"));
        await app.SettledAsync(3);
        Assert.Equal([LoginOutcome.None, LoginOutcome.Succeeded, LoginOutcome.Failed], app.Events.Select(e => e.Login));
        Assert.True(app.Events[2].Is(EventFlags.KnownDevice));
    }

    [Fact]
    public async Task A_json_body_names_the_account_in_a_minimal_api()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/login", (TestLogin login) => Results.Unauthorized()).TrackLogin("email"));
        await app.Visitor().PostAsJsonAsync("/login", new TestLogin("ann", "x"));
        await app.Visitor().PostAsJsonAsync("/login", new TestLogin("ANN", "x"));
        await app.SettledAsync(2);
        Assert.False(app.Events[0].Detail!.Account.IsNone);
        Assert.Equal(app.Events[0].Detail!.Account, app.Events[1].Detail!.Account);
    }

    [Theory]
    [InlineData("/mvc/login")]
    [InlineData("/mvc/login-by-path")]
    public async Task A_json_body_names_the_account_in_mvc(string path)
    {
        await using var app = await TrackedApp.StartAsync(TestMvc.Map, TestMvc.Add, o => o.TrackLogin("/mvc/login-by-path", "email"));
        await app.Visitor().PostAsJsonAsync(path, new TestLogin("ann", "x"));
        await app.SettledAsync(1);
        Assert.Equal(LoginOutcome.Failed, app.Events[0].Login);
        Assert.False(app.Events[0].Detail!.Account.IsNone);
    }

    [Fact]
    public async Task A_model_that_cannot_be_read_for_the_account_is_no_fault_of_the_request()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/login", (TrickyLogin login) => "ok").TrackLogin("email"));
        var response = await app.Visitor().PostAsJsonAsync("/login", new { });
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(1, (await app.SettledAsync(1)).Recorded);
    }

    private static Task<TrackedApp> StartAsync(TrackedApp? after = null) => TrackedApp.StartAsync(
        a => a.MapPost("/login", async (HttpContext c, [FromForm] string password) =>
        {
            if (password == "right")
                await c.SignInAsync(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, "7")], "test")));
            return "the form again";
        }).DisableAntiforgery().TrackLogin("email"),
        s =>
        {
            s.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            if (after is not null)
                s.AddSingleton(after.Services.GetRequiredService<ISessionStorage>());
        });

    private static FormUrlEncodedContent Form(string email, string password) =>
        new([KeyValuePair.Create("email", email), KeyValuePair.Create("password", password)]);

    private sealed class TrickyLogin
    {
        public string Email => throw new InvalidOperationException("not yet");
    }
}
