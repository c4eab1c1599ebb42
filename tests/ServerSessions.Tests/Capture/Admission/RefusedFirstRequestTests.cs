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

    private static async Task<SessionReport> OfAsync(TrackedApp app, string user)
    {
        var session = (await app.Reports.ListAsync(new SessionQuery { User = user })).Items[0];
        return (await app.Reports.FindAsync(SessionId.TryParse(session.Id, out var id) ? id : default))!;
    }
}
