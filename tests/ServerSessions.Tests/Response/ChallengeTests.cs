using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A challenge is passed by the sign-in that it names, in its own browser, and by nothing else.</summary>
public sealed class ChallengeTests
{
    private static readonly ResponseNote Odd = new("another country");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_victims_browser_cookie_and_a_thiefs_own_account_pass_nothing_for_the_stolen_ticket(bool signsIn)
    {
        await using var app = await StartAsync();
        var (browser, ticket) = await SignInAsync(app, "alice");
        await SendAsync(app, "/who", browser, ticket);
        var decision = await Control(app).ChallengeAsync(await SignInApp.SessionOfAsync(app, "alice", 2), Odd);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(app, "/who", browser, ticket)).StatusCode);

        var own = signsIn ? (await SignInAsync(app, "mallory", browser)).Ticket : "a=b";
        await SendAsync(app, "/step-up/pass", browser, own);

        Assert.Equal("1", await (await SendAsync(app, "/step-up/pass", browser, own)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(app, "/who", browser, own)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(app, "/who", browser, ticket)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(app, "/who", ticket)).StatusCode);
        Assert.Equal(DecisionState.Active, (await Control(app).FindAsync(decision!.Id))!.State);
    }

    [Fact]
    public async Task What_the_owner_passes_is_over_for_the_owners_browser_and_not_for_a_copy_of_the_ticket_elsewhere()
    {
        await using var app = await StartAsync();
        var (browser, ticket) = await SignInAsync(app, "alice");
        await SendAsync(app, "/who", browser, ticket);
        var other = Cookie(await app.Visitor().GetAsync("/who"), TrackedApp.CookieName + "=");
        var decision = await Control(app).ChallengeAsync(await SignInApp.SessionOfAsync(app, "alice", 3), Odd);

        Assert.Equal("1", await (await SendAsync(app, "/step-up/pass", browser, ticket)).Content.ReadAsStringAsync());

        Assert.Equal("alice", await (await SendAsync(app, "/who", browser, ticket)).Content.ReadAsStringAsync());
        Assert.Equal(DecisionState.Passed, (await Control(app).FindAsync(decision!.Id))!.State);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(app, "/who", other, ticket)).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(app, "/who", ticket)).StatusCode);
        Assert.Empty(await Control(app).ActiveAsync());

        await Control(app).ReleaseAsync(decision.Id, new ResponseNote("it was her"));
        Assert.Equal("alice", await (await SendAsync(app, "/who", other, ticket)).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_challenge_of_a_user_is_passed_in_each_session_for_itself()
    {
        await using var app = await StartAsync();
        var (phone, desk) = (app.Visitor(), app.Visitor());
        await phone.PostAsync("/in/alice", null);
        await desk.PostAsync("/in/alice", null);
        var decision = await Control(app).ChallengeAsync(ResponseTarget.OfUser("alice"), Odd);

        await phone.PostAsync("/step-up/pass", null);

        Assert.Equal("alice", await phone.GetStringAsync("/who"));
        Assert.Equal(HttpStatusCode.Found, (await desk.GetAsync("/who")).StatusCode);
        Assert.Equal(DecisionState.Active, (await Control(app).FindAsync(decision!.Id))!.State);
        await desk.PostAsync("/step-up/pass", null);
        Assert.Equal(["alice", "alice"], [await phone.GetStringAsync("/who"), await desk.GetStringAsync("/who")]);
    }

    [Fact]
    public async Task A_token_without_an_id_is_known_by_its_user_and_another_users_passes_nothing_for_it()
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(app, "/only/claims", "sub=alice"));
        await Control(app).ChallengeAsync(await SignInApp.SessionOfAsync(app, "alice", 1), Odd);
        Assert.Equal(HttpStatusCode.Unauthorized, await TokenAsync(app, "/only/claims", "sub=alice"));
        await TokenAsync(app, "/step-up/claims", "sub=mallory");
        Assert.Equal(HttpStatusCode.Unauthorized, await TokenAsync(app, "/only/claims", "sub=alice"));
        await TokenAsync(app, "/step-up/claims", "sub=alice");
        Assert.Equal(HttpStatusCode.OK, await TokenAsync(app, "/only/claims", "sub=alice"));
    }

    [Fact]
    public async Task A_step_up_that_signs_in_passes_for_what_it_has_signed_in_and_never_for_another_users_ticket()
    {
        await using var app = await StartAsync();
        var (browser, ticket) = await SignInAsync(app, "alice");
        await SendAsync(app, "/who", browser, ticket);
        await Control(app).ChallengeAsync(await SignInApp.SessionOfAsync(app, "alice", 2), Odd);

        var made = Cookie(await SendAsync(app, "/step-up/as/mallory", browser, ticket));

        Assert.Equal("mallory", await (await SendAsync(app, "/who", browser, made)).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Found, (await SendAsync(app, "/who", browser, ticket)).StatusCode);
    }

    [Fact]
    public async Task A_session_that_is_challenged_again_has_to_pass_again()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        await Control(app).ChallengeAsync(ResponseTarget.OfUser("alice"), Odd);
        await visitor.PostAsync("/step-up/pass", null);
        await Control(app).ChallengeAsync(ResponseTarget.OfUser("alice"), Odd);
        Assert.Equal(HttpStatusCode.Found, (await visitor.GetAsync("/who")).StatusCode);
    }

    [Fact]
    public async Task Releasing_a_session_does_not_take_back_what_holds_against_its_user()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        var session = await SignInApp.SessionOfAsync(app, "alice", 1);
        var decision = await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Odd);
        Assert.Empty(await Control(app).ReleaseAsync(session, Odd));
        Assert.Equal(DecisionState.Active, (await Control(app).FindAsync(decision!.Id))!.State);
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app =>
        {
            SignInApp.Map(app);
            app.MapMethods("/step-up/pass", ["GET", "POST"], PassAsync);
            app.MapGet("/step-up/claims", PassAsync).RequireAuthorization("claims");
            app.MapGet("/step-up/as/{user}", async (HttpContext c, string user) =>
            {
                await SignInApp.SignInAsync(c, user);
                await c.PassChallengeAsync();
            });
        },
        SignInApp.Services, o => o.Responses.ChallengePath = "/step-up");

    private static async Task<string> PassAsync(HttpContext c, CancellationToken stop) => (await c.PassChallengeAsync(stop)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static ISessionControl Control(TrackedApp app) => app.Services.GetRequiredService<ISessionControl>();

    private static async Task<(string Browser, string Ticket)> SignInAsync(TrackedApp app, string user, string? browser = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/step-up/in/" + user);
        if (browser is not null)
            request.Headers.Add("Cookie", browser);
        var answer = await app.Visitor().SendAsync(request);
        return (browser ?? Cookie(answer, TrackedApp.CookieName + "="), Cookie(answer));
    }

    private static string Cookie(HttpResponseMessage answer, string name = ".AspNetCore.Cookies=") =>
        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(name, StringComparison.Ordinal)).Split(';')[0];

    private static Task<HttpResponseMessage> SendAsync(TrackedApp app, string path, params string[] cookies) =>
        app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Cookie", string.Join("; ", cookies) } } });

    private static async Task<HttpStatusCode> TokenAsync(TrackedApp app, string path, string claims)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = AuthenticationHeaderValue.Parse("Token " + claims) } };
        return (await app.Visitor("application/json").SendAsync(request)).StatusCode;
    }
}
