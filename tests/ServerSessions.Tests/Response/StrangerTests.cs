using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Response;

/// <summary>
/// Rules about a user see the owner of an account and a stranger who has the password or a copy of a ticket. Whatever the stranger does, and whichever of the two
/// comes last, only the stranger's sign-in leads to a response.
/// </summary>
public sealed class StrangerTests
{
    private static readonly Place Home = new("192.0.2.10", "DE", "52.5200", "13.4050");
    private static readonly Place Abroad = new("198.51.100.10", "US", "40.7128", "-74.0060");

    private readonly ShiftedTime _time = new();
    private int _sent;

    [Fact]
    public async Task D2_and_D16_a_sensitive_action_after_a_strangers_wrong_passwords()
    {
        await using var app = await StartAsync("D16");
        await SignInAsync(app, Home);
        for (var i = 0; i < 12; i++)
            await SendAsync(app.Visitor("application/json", "attacker/1.0"), Abroad, HttpMethod.Post, "/login/alice/wrong");
        await Waiting.UntilAsync(async () => (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { Rule = "D3" })).Items.Any(a => a.Finding.Subject.Kind == ActorKind.Account));

        var owner = await SignInAsync(app, Home);
        await SendAsync(owner, Home, HttpMethod.Post, "/payout");

        Assert.Equal(DecisionState.Exempt, (await DecidedAsync(app, "D16", 1)).State);
        Assert.Equal("alice", await WhoAsync(owner, Home));

        // The next alert of the account is an hour later.
        _time.Shift(TimeSpan.FromMinutes(61));
        var stranger = await SignInAsync(app, Abroad);
        await SendAsync(stranger, Abroad, HttpMethod.Post, "/payout");

        AssertOneSignIn(await DecidedAsync(app, "D16", 2));
        await Waiting.UntilAsync(async () => await WhoAsync(stranger, Abroad) == "Forbidden");
        Assert.Equal("alice", await WhoAsync(owner, Home));
    }

    [Fact]
    public async Task D6_a_ticket_that_is_shown_after_its_owner_signed_out()
    {
        await using var app = await StartAsync("D6");
        using var owner = app.Browser("http://localhost", out var jar);
        await SendAsync(owner, Home, HttpMethod.Post, "/login/alice/right");
        Assert.Equal("alice", await WhoAsync(owner, Home));
        var copy = string.Join("; ", jar.Cookies.Where(c => c.Name != TrackedApp.CookieName).Select(c => $"{c.Name}={c.Value}"));
        await SendAsync(owner, Home, HttpMethod.Post, "/out");
        _time.Shift(TimeSpan.FromMinutes(2));
        await SendAsync(owner, Home, HttpMethod.Post, "/login/alice/right");

        await app.SettledAsync(_sent);
        var stranger = app.Visitor(userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36");
        stranger.DefaultRequestHeaders.Add("Cookie", copy);
        Assert.Equal("alice", await WhoAsync(stranger, Abroad));

        AssertOneSignIn(await DecidedAsync(app, "D6", 1));
        await Waiting.UntilAsync(async () => await WhoAsync(stranger, Abroad) == "Forbidden");
        Assert.Equal("alice", await WhoAsync(owner, Home));
    }

    [Fact]
    public async Task D15_the_owner_comes_home_after_a_stranger_was_elsewhere()
    {
        await using var app = await StartAsync("D15");
        await SignInAsync(app, Home);
        var stranger = await SignInAsync(app, Abroad);
        AssertOneSignIn(await DecidedAsync(app, "D15", 1));
        await Waiting.UntilAsync(async () => await WhoAsync(stranger, Abroad) == "Forbidden");

        _time.Shift(TimeSpan.FromMinutes(61));
        var owner = await SignInAsync(app, Home);

        Assert.Equal(DecisionState.Exempt, (await DecidedAsync(app, "D15", 2)).State);
        Assert.Equal("alice", await WhoAsync(owner, Home));
    }

    [Fact]
    public async Task D18_the_owner_is_the_last_of_many_sessions_that_a_stranger_opened()
    {
        await using var app = await StartAsync("D18");
        await SignInAsync(app, Home);
        _time.Shift(TimeSpan.FromMinutes(61));
        foreach (var network in new[] { 1, 2, 3, 4 })
            await SignInAsync(app, Abroad with { Address = $"203.0.{network}.9" });

        var owner = await SignInAsync(app, Home);
        Assert.Equal(DecisionState.Exempt, (await DecidedAsync(app, "D18", 1)).State);

        _time.Shift(TimeSpan.FromMinutes(61));
        HttpClient? stranger = null;
        foreach (var network in new[] { 1, 2, 3, 4, 5 })
            stranger = await SignInAsync(app, Abroad with { Address = $"203.0.{network}.9" });
        AssertOneSignIn(await DecidedAsync(app, "D18", 2));
        Assert.Equal("alice", await WhoAsync(owner, Home));
    }

    private static void AssertOneSignIn(SessionDecision decision)
    {
        Assert.Equal(DecisionState.Active, decision.State);
        Assert.Equal(DecisionTargetKind.AuthSession, Assert.Single(decision.Targets).Kind);
    }

    private async Task<HttpClient> SignInAsync(TrackedApp app, Place from)
    {
        var client = app.Visitor();
        await WhoAsync(client, from);
        await SendAsync(client, from, HttpMethod.Post, "/login/alice/right");
        await WhoAsync(client, from);
        // What another browser does next is folded after this.
        await app.SettledAsync(_sent);
        return client;
    }

    private async Task<string> WhoAsync(HttpClient client, Place from)
    {
        using var answer = await SendAsync(client, from, HttpMethod.Get, "/who");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : answer.StatusCode.ToString();
    }

    private async Task<HttpResponseMessage> SendAsync(HttpClient client, Place from, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("X-Test-Address", from.Address);
        request.Headers.Add("CloudFront-Viewer-Country", from.Country);
        request.Headers.Add("CloudFront-Viewer-Latitude", from.Latitude);
        request.Headers.Add("CloudFront-Viewer-Longitude", from.Longitude);
        _sent++;
        return await client.SendAsync(request);
    }

    private static async Task<SessionDecision> DecidedAsync(TrackedApp app, string rule, int count)
    {
        IReadOnlyList<SessionDecision> all = [];
        await Waiting.UntilAsync(
            async () => (all = [.. (await app.Services.GetRequiredService<ISessionControl>().ListAsync()).Items.Where(d => d.Rule == rule)]).Count >= count,
            () => string.Join('\n', all), $"decision {count} of {rule}");
        // The newest is listed first.
        return all[all.Count - count];
    }

    private Task<TrackedApp> StartAsync(string rule) => TrackedApp.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                if (context.Request.Headers["X-Test-Address"].ToString() is { Length: > 0 } address)
                    context.Connection.RemoteIpAddress = IPAddress.Parse(address);
                return next(context);
            });
            app.UseSessionTracking();
            SignInApp.Map(app);
            app.MapPost("/payout", () => "paid").MarkSensitive();
            app.MapPost("/out", (HttpContext c) => c.SignOutAsync()).TrackSignOut();
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
        services =>
        {
            SignInApp.Services(services);
            services.AddSingleton<TimeProvider>(_time);
        },
        o =>
        {
            o.Responses.Rules[rule] = new RuleResponse(ResponseKind.Block, For: TimeSpan.FromHours(12), MinSeverity: Severity.Low);
            o.Detection.Modes[rule] = DetectionMode.Enforce;
        },
        after: services => services.AddSessionTracking().UseGeoHeaders(GeoHeaders.CloudFront),
        use: false);

    private sealed record Place(string Address, string Country, string Latitude, string Longitude);
}
