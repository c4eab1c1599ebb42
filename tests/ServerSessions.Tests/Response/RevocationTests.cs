using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Response;

/// <summary>A revoked session is signed out at its next request, whatever shows it.</summary>
public sealed class RevocationTests
{
    private static readonly ResponseNote Stolen = new("stolen", "ada");

    [Fact]
    public async Task A_revoked_cookie_is_anonymous_at_the_next_request_and_is_deleted()
    {
        await using var app = await StartAsync();
        var (alice, bob) = (app.Visitor(), app.Visitor());
        await alice.PostAsync("/in/alice", null);
        await bob.PostAsync("/in/bob", null);
        Assert.Equal("alice", await alice.GetStringAsync("/who"));

        var decision = await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "alice", 3), Stolen);

        Assert.Equal((ResponseKind.Revoke, DecisionState.Active, "ada", "stolen"), (decision!.Kind, decision.State, decision.By, decision.Reason));
        var answer = await alice.GetAsync("/who");
        Assert.Equal("anonymous", await answer.Content.ReadAsStringAsync());
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), c => c.StartsWith(".AspNetCore.Cookies=;", StringComparison.Ordinal));
        Assert.Equal("bob", await bob.GetStringAsync("/who"));
    }

    [Fact]
    public async Task A_copy_of_the_cookie_is_refused_in_another_browser_too()
    {
        await using var app = await StartAsync();
        var ticket = Ticket(await app.Visitor().PostAsync("/in/alice", null));
        Assert.Equal("alice", await WhoAsync(app, ticket));
        await app.SettledAsync(2);
        var first = (await app.Reports.ListAsync(new SessionQuery { User = "alice" })).Items[0];

        await Control(app).RevokeAsync(Id(first), Stolen);

        Assert.Equal("anonymous", await WhoAsync(app, ticket));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ticket_that_was_stolen_before_it_was_ever_used_is_refused_without_our_cookie_and_with_another_ones(bool withCookie)
    {
        await using var app = await StartAsync();
        var ticket = Ticket(await app.Visitor().PostAsync("/in/alice", null));
        var session = await SignInApp.SessionOfAsync(app, "alice", 1);
        var own = Ticket(await app.Visitor().GetAsync("/who"), TrackedApp.CookieName + "=");

        await Control(app).RevokeAsync(session, Stolen);

        Assert.Equal("anonymous", await WhoAsync(app, withCookie ? $"{own}; {ticket}" : ticket));
    }

    [Fact]
    public async Task A_ticket_that_is_shown_elsewhere_after_it_was_revoked_is_evidence_and_the_owners_own_is_not()
    {
        await using var app = await StartAsync();
        var (alice, bob) = (app.Visitor(), app.Visitor());
        var ticket = Ticket(await alice.PostAsync("/in/alice", null));
        await bob.PostAsync("/in/bob", null);
        await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "alice", 2), Stolen);
        await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "bob", 2), Stolen);

        Assert.Equal(["anonymous", "anonymous"], [await alice.GetStringAsync("/who"), await bob.GetStringAsync("/who")]);
        Assert.Equal("anonymous", await WhoAsync(app, ticket));
        await app.SettledAsync(5);
        await app.SettledAsync(5); // what an actor's partition was reported of, too

        var alert = Assert.Single((await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery())).Items);
        Assert.Equal(("D6", Severity.Low), (alert.Finding.Rule, alert.Finding.Severity));
        Assert.Contains("A revoked session was shown by another device in the same network", alert.Finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_in_again_is_possible_and_lasts()
    {
        await using var app = await StartAsync();
        var alice = app.Visitor();
        await alice.PostAsync("/in/alice", null);
        await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "alice", 1), Stolen);

        // With the revoked cookie still in hand, as people do.
        await alice.PostAsync("/in/alice", null);

        Assert.Equal("alice", await alice.GetStringAsync("/who"));
        Assert.Equal("alice", await alice.GetStringAsync("/who"));
    }

    [Fact]
    public async Task A_user_is_signed_out_everywhere_and_no_other_user_is()
    {
        await using var app = await StartAsync();
        var (phone, desk, bob) = (app.Visitor(), app.Visitor(), app.Visitor());
        await phone.PostAsync("/in/alice", null);
        await desk.PostAsync("/in/alice", null);
        await bob.PostAsync("/in/bob", null);

        await Control(app).RevokeAsync(ResponseTarget.OfUser("alice"), Stolen);

        Assert.Equal(["anonymous", "anonymous", "bob"], [await phone.GetStringAsync("/who"), await desk.GetStringAsync("/who"), await bob.GetStringAsync("/who")]);
        await phone.PostAsync("/in/alice", null);
        Assert.Equal("alice", await phone.GetStringAsync("/who"));
    }

    [Fact]
    public async Task Identity_is_refused_the_same_way()
    {
        await using var app = await StartAsync();
        var alice = app.Visitor();
        await alice.PostAsync("/identity/alice", null);
        Assert.Equal("alice", await alice.GetStringAsync("/only/identity"));
        await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "alice", 2), Stolen);
        Assert.Equal(HttpStatusCode.Found, (await alice.GetAsync("/only/identity")).StatusCode);
    }

    [Fact]
    public async Task A_bearer_token_of_the_framework_is_refused_and_a_new_one_is_not()
    {
        await using var app = await StartAsync();
        var token = await BearerAsync(app);
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "bearer", "Bearer " + token));
        await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "alice", 2), Stolen);
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "bearer", "Bearer " + token));
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "bearer", "Bearer " + await BearerAsync(app)));
    }

    [Theory]
    [InlineData("sid=7", "sid=7,iat=4102444800", HttpStatusCode.Unauthorized)] // the session is over, whatever token it gets
    [InlineData("sid=7", "sid=8", HttpStatusCode.OK)]
    [InlineData("jti=7,iat=1700000000", "jti=8,iat=1700000000", HttpStatusCode.Unauthorized)] // a refreshed token gets another jti, which names no session
    [InlineData("iat=1700000000", "iat=1700000000", HttpStatusCode.Unauthorized)] // known by user and client: older tokens are over
    [InlineData("iat=1700000000", "iat=4102444800", HttpStatusCode.OK)]
    public async Task A_token_of_another_issuer_is_known_by_its_session_claim(string before, string after, HttpStatusCode expected)
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "claims", $"Token sub=alice,{before}"));
        await Control(app).RevokeAsync(await SignInApp.SessionOfAsync(app, "alice", 1), Stolen);
        Assert.Equal(expected, await OnlyAsync(app, "claims", $"Token sub=alice,{after}"));
    }

    [Fact]
    public async Task A_released_decision_no_longer_applies()
    {
        await using var app = await StartAsync();
        var token = "Token sub=alice,sid=7";
        await OnlyAsync(app, "claims", token);
        var session = await SignInApp.SessionOfAsync(app, "alice", 1);
        await Control(app).RevokeAsync(session, Stolen);
        Assert.Equal(HttpStatusCode.Unauthorized, await OnlyAsync(app, "claims", token));

        var released = Assert.Single(await Control(app).ReleaseAsync(session, new ResponseNote("it was her", "bob")));

        Assert.Equal(HttpStatusCode.OK, await OnlyAsync(app, "claims", token));
        var kept = Assert.Single((await Control(app).ListAsync()).Items);
        Assert.Equal(released.Id, kept.Id);
        Assert.Equal((DecisionState.Released, "ada", "bob", "it was her"), (kept.State, kept.By, kept.EndedBy, kept.EndedReason));
    }

    [Fact]
    public async Task Open_answers_of_the_session_are_cut_and_others_go_on()
    {
        await using var app = await StartAsync(kestrel: true);
        var (alice, bob) = (app.Visitor(), app.Visitor());
        await alice.PostAsync("/in/alice", null);
        await bob.PostAsync("/in/bob", null);
        var session = await SignInApp.SessionOfAsync(app, "alice", 2);
        using var hers = await OpenAsync(alice);
        using var his = await OpenAsync(bob);

        await Control(app).RevokeAsync(session, Stolen);

        Assert.IsNotType<TimeoutException>(await Assert.ThrowsAnyAsync<Exception>(() => ReadAsync(hers).InTimeAsync()));
        await Assert.ThrowsAsync<TimeoutException>(() => ReadAsync(his).WaitAsync(TimeSpan.FromMilliseconds(300)));
    }

    [Fact]
    public async Task A_session_that_is_known_by_network_and_browser_only_cannot_be_acted_against()
    {
        await using var app = await StartAsync(o => o.Mode = TrackingMode.Cookieless);
        await app.Visitor().GetAsync("/who");
        await app.SettledAsync(1);
        var session = Id((await app.Reports.ListAsync(new SessionQuery())).Items[0]);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Control(app).BlockAsync(session, Stolen).AsTask());
        Assert.Contains("other visitors share", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_there_is_not_gives_nothing() =>
        Assert.Null(await Control(await StartAsync()).RevokeAsync(SessionId.TryParse("019a9e5c-7c40-7000-8abc-00000000ffff", out var none) ? none : default, Stolen));

    private static Task<TrackedApp> StartAsync(Action<SessionTrackingOptions>? options = null, bool kestrel = false) =>
        TrackedApp.StartAsync(SignInApp.Map, SignInApp.Services, options, kestrel: kestrel);

    private static ISessionControl Control(TrackedApp app) => app.Services.GetRequiredService<ISessionControl>();

    private static string Ticket(HttpResponseMessage answer, string name = ".AspNetCore") =>
        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(name, StringComparison.Ordinal)).Split(';')[0];

    private static async Task<string> WhoAsync(TrackedApp app, string cookie)
    {
        var answer = await app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Get, "/who") { Headers = { { "Cookie", cookie } } });
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<HttpStatusCode> OnlyAsync(TrackedApp app, string policy, string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/only/" + policy) { Headers = { Authorization = AuthenticationHeaderValue.Parse(authorization) } };
        return (await app.Visitor("application/json").SendAsync(request)).StatusCode;
    }

    private static async Task<string> BearerAsync(TrackedApp app) =>
        (await (await app.Visitor("application/json").PostAsync("/bearer/alice", null)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;

    private static async Task<HttpResponseMessage> OpenAsync(HttpClient visitor) =>
        await visitor.GetAsync("/long", HttpCompletionOption.ResponseHeadersRead);

    private static async Task<string> ReadAsync(HttpResponseMessage answer) => await answer.Content.ReadAsStringAsync();

    private static SessionId Id(SessionSummary summary) => SessionId.TryParse(summary.Id, out var id) ? id : default;
}
