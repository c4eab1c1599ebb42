using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model;
using ServerSessions.Reports;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>A tracked gateway (YARP) before a tracked backend: what passes through is the same for both.</summary>
public sealed class GatewayTests
{
    private const string ScriptAgent = "Microsoft SignalR/8.0 (8.0.7; Unknown OS; Browser; Unknown Runtime Version)";

    [Theory]
    [InlineData(HttpTransportType.WebSockets)]
    [InlineData(HttpTransportType.ServerSentEvents)]
    [InlineData(HttpTransportType.LongPolling)]
    public async Task A_connection_that_it_passes_on_is_no_act_in_either(HttpTransportType transport)
    {
        await using var backend = await BackendAsync();
        await using var gateway = await YarpGateway.StartAsync(backend.Address);
        var page = await gateway.Visitor().GetAsync("/page");
        var cookies = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        await using (var connection = new HubConnectionBuilder().WithUrl(new Uri(gateway.Address, "/hub"), transport, o =>
        {
            foreach (var (name, value) in ((string, string)[])[("Cookie", cookies), ("User-Agent", Browser.Agent), ("X-SignalR-User-Agent", ScriptAgent), ("Sec-Fetch-Mode", "cors"), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Dest", "empty")])
                o.Headers[name] = value;
        }).Build())
        {
            await connection.StartAsync();
            for (var i = 0; i < 4; i++)
                Assert.Equal("tea", await connection.InvokeAsync<string>("Say", "tea"));
        }

        foreach (var app in (TrackedApp[])[gateway, backend])
        {
            await app.SettledAsync(1);
            await Waiting.UntilAsync(() => app.Events.Count(e => e.Is(EventFlags.Connection)) >= 2, what: "the connection has ended");
            Assert.All(app.Events.Where(e => e.Step.Contains("hub", StringComparison.Ordinal)), e => Assert.False(e.IsActive));
            var session = await app.OnlySessionAsync(1);
            Assert.Equal((1, false, 0), (session.Requests, session.Summary.Engaged, session.FrictionParts.Score));
        }
    }

    [Theory]
    [InlineData("/orders?id=1")]
    [InlineData("/page?id=1")]
    [InlineData("/orders/negotiate")]
    public async Task What_only_claims_to_belong_to_a_connection_is_an_act(string path)
    {
        await using var backend = await BackendAsync();
        await using var gateway = await YarpGateway.StartAsync(backend.Address);
        var visitor = gateway.Visitor();
        visitor.DefaultRequestHeaders.Add("X-SignalR-User-Agent", ScriptAgent);
        await visitor.PostAsync(path, null);
        await gateway.SettledAsync(1);
        Assert.True(gateway.Events[0].IsActive);
    }

    [Fact]
    public async Task A_scan_that_claims_to_belong_to_a_connection_is_probing_all_the_same()
    {
        await using var backend = await BackendAsync();
        await using var gateway = await YarpGateway.StartAsync(backend.Address);
        var visitor = gateway.Visitor("*/*");
        visitor.DefaultRequestHeaders.Add("X-SignalR-User-Agent", ScriptAgent);
        for (var i = 0; i < 20; i++)
            await visitor.GetAsync($"/missing/{i}?id=1");
        await gateway.SettledAsync(20);
        var alerts = gateway.Services.GetRequiredService<ISessionAlerts>();
        await Waiting.UntilAsync(async () => (await alerts.ListAsync(new AlertQuery { Rule = "D13" })).Items.Count > 0, what: "the scan is found");
    }

    [Fact]
    public async Task A_poll_that_got_no_answer_is_no_act_either()
    {
        // Nothing listens there.
        await using var gateway = await YarpGateway.StartAsync(new Uri("http://127.0.0.1:1"));
        var visitor = gateway.Visitor("*/*");
        visitor.DefaultRequestHeaders.Add("X-SignalR-User-Agent", ScriptAgent);
        Assert.Equal(HttpStatusCode.BadGateway, (await visitor.GetAsync("/hub?id=1")).StatusCode);
        Assert.Empty(await gateway.SessionsAsync(1));
    }

    [Fact]
    public async Task Behind_a_proxy_that_ends_tls_each_keeps_one_session_a_visitor_though_the_gateway_says_http()
    {
        await using var backend = await BackendAsync("Production");
        await using var gateway = await YarpGateway.StartAsync(backend.Address, "Production");
        var browser = gateway.Browser("https://shop.example", out var jar);
        browser.DefaultRequestHeaders.Host = "shop.example";
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        foreach (var (name, value) in ((string, string)[])[("Sec-Fetch-Site", "none"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")])
            browser.DefaultRequestHeaders.Add(name, value);
        for (var i = 0; i < 3; i++)
            await browser.GetAsync("/page");
        Assert.Equal(2, jar.Cookies.Count(c => c.Secure && c.Name.StartsWith("__Host-", StringComparison.Ordinal)));
        foreach (var app in (TrackedApp[])[gateway, backend])
        {
            var session = await app.OnlySessionAsync(3);
            Assert.Equal((KeyKind.Cookie, 3), (session.KeyKind, session.Requests));
        }
    }

    [Fact]
    public async Task On_this_machine_plain_http_stays_plain_http()
    {
        await using var backend = await BackendAsync("Production");
        await using var gateway = await YarpGateway.StartAsync(backend.Address, "Production");
        var visitor = gateway.Visitor();
        visitor.DefaultRequestHeaders.Add("Sec-Fetch-Site", "none");
        Assert.False((await visitor.GetAsync("/page")).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Files_that_it_passes_on_to_an_old_browser_are_parts_of_the_page_and_what_it_does_not_find_is_unmatched()
    {
        await using var backend = await BackendAsync();
        await using var gateway = await YarpGateway.StartAsync(backend.Address);
        var visitor = gateway.Visitor("*/*");
        await visitor.GetAsync("/page");
        await visitor.GetAsync("/shirt.png");
        await visitor.GetAsync("/missing.png");
        await visitor.GetAsync("/nothing/here");
        await gateway.SettledAsync(4);
        Assert.Equal([false, true, false, false], gateway.Events.Select(e => e.Is(EventFlags.Part)));
        Assert.Equal(["GET /page", "GET /shirt.png", "GET (unmatched)", "GET (unmatched)"], gateway.Events.Select(e => e.Step));
    }

    private static Task<TrackedApp> BackendAsync(string environment = "Development") => TrackedApp.StartAsync(
        a =>
        {
            a.MapMethods("/page", ["GET", "POST"], () => Results.Content("<html></html>", "text/html"));
            a.MapPost("/orders", () => Results.Redirect("/page"));
            a.MapPost("/orders/negotiate", () => "ok");
            a.MapGet("/shirt.png", () => Results.Bytes([1], "image/png"));
            a.MapHub<EchoHub>("/hub");
        },
        s => s.AddSignalR(), environment: environment, kestrel: true, name: "Backend");

    private sealed class EchoHub : Hub
    {
        public string Say(string text) => text;
    }
}
