using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Testing;

namespace Shop.Tests;

/// <summary>What docs/testing.md shows of the host.</summary>
public class ShopTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public async Task Guessed_vouchers_reach_the_webhook_and_the_session_shows_them()
    {
        await using var host = await SessionTestHost.StartAsync(Configure, Map);
        using var visitor = host.CreateVisitor();
        await visitor.GetAsync("/cart");
        for (var i = 0; i < 5; i++)
            await visitor.PostAsync("/voucher", null);

        var session = Assert.Single(await host.SessionsAsync());
        Assert.Contains(session.Findings, f => f.Rule == "VOUCHER");
        Assert.Equal("VOUCHER", Assert.Single(host.Alerts).Finding.Rule);
        Assert.True(Assert.Single(host.Webhooks.Received).IsSignedWith(Secret));
    }

    [Fact]
    public async Task A_webhook_that_fails_is_retried_when_the_clock_advances()
    {
        await using var host = await SessionTestHost.StartAsync(Configure, Map);
        host.Webhooks.Answer = _ => host.Webhooks.Received.Count < 3 ? HttpStatusCode.ServiceUnavailable : HttpStatusCode.OK;
        using var visitor = host.CreateVisitor();
        for (var i = 0; i < 5; i++)
            await visitor.PostAsync("/voucher", null);

        for (var minutes = 0; minutes < 60; minutes++)
            await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK], host.Webhooks.Received.Select(w => w.Status!.Value));
        Assert.Single(host.Webhooks.Received.Select(w => w.Id).Distinct());
    }

    private static void Configure(WebApplicationBuilder builder) => builder.Services.AddSessionTracking()
        .AddDetector<VoucherGuessing>()
        .AddWebhook("https://hooks.example.com/sessions", Secret);

    private static void Map(WebApplication app)
    {
        app.UseSessionTracking();
        app.MapGet("/cart", () => Results.Content("<h1>Cart</h1>", "text/html"));
        app.MapPost("/voucher", () => Results.NotFound());
    }
}
