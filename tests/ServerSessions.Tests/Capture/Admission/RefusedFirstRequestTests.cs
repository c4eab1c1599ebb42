using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Admission;

/// <summary>To be refused above the flood cap exempts from nothing, and accuses no visitor who was refused.</summary>
public sealed class RefusedFirstRequestTests
{
    [Fact]
    public async Task A_session_whose_beginning_was_refused_is_judged_by_what_its_refused_requests_reached()
    {
        var clock = new TestClock();
        await using var app = await TrackedApp.StartAsync(
            a =>
            {
                SignInApp.Map(a);
                a.MapGet("/", () => "home");
                a.MapGet("/cart", () => "cart");
                a.MapPost("/pay", () => "paid").RequiresStep("GET /cart");
            },
            services: s =>
            {
                SignInApp.Services(s);
                s.AddSingleton<TimeProvider>(clock);
            },
            options: o => o.Flood.NewSessionsPerSecond = 1);
        Assert.Equal("home", await app.Visitor().GetStringAsync("/"));
        var (attacker, visitor) = (app.Visitor(), app.Visitor());
        foreach (var (client, page, user) in new[] { (attacker, "/", "mallory"), (visitor, "/cart", "alice") })
        {
            Assert.True((await client.GetAsync(page)).IsSuccessStatusCode);
            Assert.True((await client.PostAsync("/in/" + user, null)).IsSuccessStatusCode);
            Assert.True((await client.PostAsync("/pay", null)).IsSuccessStatusCode);
        }

        Assert.Equal(2, (await app.SettledAsync(7)).Dropped);
        clock.Advance(TimeSpan.FromSeconds(10));
        SessionReport? found = null;
        await Waiting.UntilAsync(async () => (found = await OfAsync(app, "mallory")).Findings.Count > 0);
        Assert.Equal("D9", Assert.Single(found!.Findings).Rule);
        Assert.True(found.HasGaps);
        var owner = await OfAsync(app, "alice");
        Assert.True(owner.HasGaps);
        Assert.Empty(owner.Findings);
    }

    [Fact]
    public async Task A_visitor_whom_one_node_refuses_is_not_accused_by_the_next_one()
    {
        var clock = new TestClock();
        await using var full = await NodeAsync(clock, o => o.Flood.NewSessionsPerSecond = 1);
        await using var next = await NodeAsync(clock, _ => { });
        Assert.Equal("home", await full.Visitor().GetStringAsync("/"));
        Assert.True((await full.Visitor().GetAsync("/")).IsSuccessStatusCode);
        var cart = await full.Visitor().GetAsync("/cart");
        Assert.Equal(1, (await full.SettledAsync(3)).Recorded);
        var cookie = cart.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

        foreach (var (shown, user) in new[] { (cookie, "alice"), (null, "mallory") })
        {
            var client = next.Visitor();
            if (shown is not null)
                client.DefaultRequestHeaders.Add("Cookie", shown);
            Assert.True((await client.GetAsync("/about")).IsSuccessStatusCode);
            Assert.True((await client.PostAsync("/pay?user=" + user, null)).IsSuccessStatusCode);
        }

        await next.SettledAsync(4);
        clock.Advance(TimeSpan.FromMinutes(45));
        await next.ClosedAsync(2);
        var found = Assert.Single((await next.SessionsAsync(4)).SelectMany(s => s.Findings));
        Assert.Equal("D9", found.Rule);
    }

    private static Task<TrackedApp> NodeAsync(TestClock clock, Action<SessionTrackingOptions> options) => TrackedApp.StartAsync(
        a =>
        {
            a.MapGet("/", () => "home");
            a.MapGet("/cart", () => "cart");
            a.MapGet("/about", () => "about");
            a.MapPost("/pay", () => "paid").RequiresStep("GET /cart");
        },
        services: s => s.AddSingleton<TimeProvider>(clock),
        options: o =>
        {
            o.Keys.Add(new SessionKey { Id = "a", Secret = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()) });
            options(o);
        });

    private static async Task<SessionReport> OfAsync(TrackedApp app, string user)
    {
        var session = (await app.Reports.ListAsync(new SessionQuery { User = user })).Items[0];
        return (await app.Reports.FindAsync(SessionId.TryParse(session.Id, out var id) ? id : default))!;
    }
}
