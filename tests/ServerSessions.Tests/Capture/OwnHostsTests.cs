using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Model;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>Behind a proxy that changes the host, a page of ours is no foreign referrer.</summary>
public sealed class OwnHostsTests
{
    private const string Page = "https://shop.example/basket";

    [Fact]
    public async Task Without_anything_said_the_public_host_is_a_foreign_one()
    {
        var e = await BehindGatewayAsync();
        Assert.Equal("https://shop.example", e.Detail?.Referrer);
        Assert.False(e.Is(EventFlags.SameOrigin));
    }

    [Fact]
    public async Task Fetch_metadata_makes_it_ours_for_journeys_and_spares_no_rule()
    {
        var e = await BehindGatewayAsync(site: "same-origin");
        Assert.Null(e.Detail?.Referrer);
        Assert.False(e.Is(EventFlags.SameOrigin));
        Assert.Equal("https://shop.example", (await BehindGatewayAsync(site: "same-site")).Detail?.Referrer);
    }

    [Theory]
    [InlineData("shop.example")]
    [InlineData("SHOP.example:443", "https://shop.example:443/basket")]
    [InlineData("shop.example", "http://shop.example:8080")]
    public async Task An_own_host_that_is_named_is_ours(string host, string page = Page)
    {
        var e = await BehindGatewayAsync(o => o.OwnHosts.Add(host), page: page);
        Assert.Null(e.Detail?.Referrer);
        Assert.True(e.Is(EventFlags.SameOrigin));
        Assert.False(e.Is(EventFlags.Induced));
    }

    [Theory]
    [InlineData("https://shop.example.evil.example/")]
    [InlineData("https://evil.example/shop.example")]
    [InlineData("https://notshop.example/")]
    public async Task A_host_that_only_looks_like_it_is_foreign(string page)
    {
        var e = await BehindGatewayAsync(o => o.OwnHosts.Add("shop.example"), page: page);
        Assert.NotNull(e.Detail?.Referrer);
        Assert.False(e.Is(EventFlags.SameOrigin));
        Assert.True(e.Is(EventFlags.Induced));
    }

    [Theory]
    [InlineData("shop.example:443", "https://shop.example/basket", true)]
    [InlineData("shop.example:80", "http://shop.example/basket", true)]
    [InlineData("shop.example:443", "http://shop.example/basket", false)]
    [InlineData("shop.example:8443", "https://shop.example/basket", false)]
    [InlineData("shop.example:443", "https://shop.example.evil.example/", false)]
    public async Task A_proxy_may_name_the_port_of_the_scheme_which_browsers_leave_out(string host, string page, bool isOurs)
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapPost("/", () => "ok"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Headers = { Host = host, Referrer = new Uri(page) } };
        request.Headers.Add("Origin", new Uri(page).GetLeftPart(UriPartial.Authority));
        await app.Visitor().SendAsync(request);
        await app.SettledAsync(1);
        var e = app.Events[0];
        Assert.Equal((isOurs, isOurs, !isOurs), (e.Is(EventFlags.SameOrigin), e.Detail?.Referrer is null, e.Is(EventFlags.Induced)));
        Assert.Equal(isOurs ? KeyKind.Cookie : KeyKind.CrossSite, e.KeyKind);
    }

    [Fact]
    public async Task The_frameworks_own_middleware_gives_the_host_back()
    {
        var e = await BehindGatewayAsync(forwards: true);
        Assert.Null(e.Detail?.Referrer);
        Assert.True(e.Is(EventFlags.SameOrigin));
    }

    [Theory]
    [InlineData("https://shop.example")]
    [InlineData("shop.example/")]
    [InlineData("")]
    public async Task What_is_no_host_fails_at_the_start(string host)
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => TrackedApp.StartAsync(_ => { }, options: o => o.OwnHosts.Add(host)));
        Assert.Contains("OwnHosts", failure.Message);
    }

    private static async Task<RequestEvent> BehindGatewayAsync(
        Action<SessionTrackingOptions>? options = null, bool forwards = false, string? site = null, string page = Page)
    {
        await using var backend = await TrackedApp.StartAsync(
            a =>
            {
                a.UseForwardedHeaders();
                a.MapPost("/pay", () => "paid");
            },
            s => s.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedHost), options, kestrel: true);
        await using var gateway = await TrackedApp.StartAsync(a => a.MapGateway(() => backend.Address, forwards), kestrel: true);
        var browser = gateway.Visitor();
        browser.DefaultRequestHeaders.Host = "shop.example";
        browser.DefaultRequestHeaders.TryAddWithoutValidation("Referer", page);
        if (site is not null)
            browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", site);
        await browser.PostAsync("/pay", null);
        await backend.SettledAsync(1);
        return backend.Events[0];
    }
}
