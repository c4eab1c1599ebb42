using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>No two users share an authenticated session, whatever the application hands over, and users of two issuers are two users.</summary>
public sealed class TicketStampTests
{
    [Fact]
    public async Task Properties_that_are_used_for_every_sign_in_join_no_two_users()
    {
        var shared = new AuthenticationProperties();
        await using var app = await StartAsync(a => a.MapPost("/shared/{user}", (HttpContext c, string user) => c.SignInAsync(Principal(user), shared)));
        foreach (var user in (string[])["alice", "bob"])
        {
            var visitor = app.Visitor();
            await visitor.PostAsync($"/shared/{user}", null);
            Assert.Equal(user, await visitor.GetStringAsync("/who"));
        }

        await app.SettledAsync(4);
        Assert.Equal(2, Sessions(app).Length);
        Assert.DoesNotContain(shared.Items, item => item.Key.StartsWith(".ss", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_properties_of_one_users_ticket_make_no_session_of_another_user_and_stay_the_same_users()
    {
        await using var app = await StartAsync(a => a.MapPost("/again/{user}", async (HttpContext c, string user) =>
            await c.SignInAsync(Principal(user), (await c.AuthenticateAsync()).Properties)));
        var visitor = app.Visitor();
        await visitor.PostAsync("/in/alice", null);
        await visitor.PostAsync("/again/alice", null);
        await visitor.PostAsync("/again/bob", null);
        await app.SettledAsync(3);
        var sessions = app.Events.OrderBy(e => e.Time).Select(e => e.AuthSession).ToList();
        Assert.Equal(sessions[0], sessions[1]);
        Assert.NotEqual(sessions[1], sessions[2]);
    }

    [Fact]
    public async Task The_same_subject_and_session_of_two_issuers_are_two_users_with_two_sessions()
    {
        await using var app = await StartAsync();
        foreach (var issuer in (string[])["https://one", "https://two"])
            await GetAsync(app, $"iss={issuer},sub=alice,sid=7");
        await app.SettledAsync(2);
        Assert.Equal((2, 2), (Sessions(app).Length, app.Events.Select(e => e.User).Distinct().Count()));
        Assert.Empty((await app.Reports.ListAsync(new SessionQuery { User = "alice" })).Items);
        Assert.Single((await app.Reports.ListAsync(new SessionQuery { User = "alice", Issuer = "https://one" })).Items);
    }

    [Fact]
    public async Task A_user_of_a_local_issuer_is_found_by_the_plain_id()
    {
        await using var app = await StartAsync(options: o => o.LocalIssuers.Add("https://one"));
        await GetAsync(app, "iss=https://one,sub=alice,sid=7");
        await app.SettledAsync(1);
        Assert.Single((await app.Reports.ListAsync(new SessionQuery { User = "alice" })).Items);
    }

    [Fact]
    public async Task A_refreshed_token_without_sid_goes_on_with_the_session_of_its_user_and_client()
    {
        await using var app = await StartAsync();
        await GetAsync(app, "sub=alice,jti=1");
        await GetAsync(app, "sub=alice,jti=2");
        await app.SettledAsync(2);
        Assert.Single(app.Events.Select(e => e.Key).Distinct());
    }

    private static Pseudonym[] Sessions(TrackedApp app) => [.. app.Events.Select(e => e.AuthSession).Distinct()];

    private static async Task GetAsync(TrackedApp app, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/only/claims");
        request.Headers.TryAddWithoutValidation("Authorization", "Token " + token);
        Assert.True((await app.Visitor().SendAsync(request)).IsSuccessStatusCode);
    }

    private static Task<TrackedApp> StartAsync(Action<WebApplication>? map = null, Action<SessionTrackingOptions>? options = null) => TrackedApp.StartAsync(
        a =>
        {
            SignInApp.Map(a);
            map?.Invoke(a);
        },
        SignInApp.Services, options);

    private static ClaimsPrincipal Principal(string user) => new(new ClaimsIdentity([new(ClaimTypes.NameIdentifier, user), new(ClaimTypes.Name, user)], "test"));
}
