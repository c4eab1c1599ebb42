using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture;

/// <summary>A proxy that passes on neither address nor host, as nginx does with nothing but proxy_pass, is warned about once, with what to write.</summary>
public sealed class HiddenProxyTests
{
    private const string Shop = "https://shop.example";

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1:5000")]
    [InlineData("::1", "upstream_app")]
    [InlineData("10.1.2.3", "upstream_app")]
    [InlineData("::ffff:172.17.0.1", "app")]
    [InlineData("fd00::7", "app")]
    public async Task The_warning_names_the_cause_and_the_lines_of_nginx_and_of_the_application(string proxy, string host)
    {
        await using var app = await StartAsync(proxy);
        for (var i = 0; i < 3; i++)
            await SendAsync(app, host, Shop + "/cart");
        await app.SettledAsync(3);
        var warning = Assert.Single(app.Logs.Lines, IsWarning).Text;
        foreach (var part in (string[])["proxy_set_header Host $host;", "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;", "proxy_set_header X-Forwarded-Proto $scheme;", "app.UseForwardedHeaders()"])
            Assert.Contains(part, warning, StringComparison.Ordinal);
        Assert.DoesNotContain("shop.example", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "shop.example", Shop + "/cart", "same-origin")]
    [InlineData("127.0.0.1", "shop.example:443", Shop + "/cart", "same-origin")]
    [InlineData("127.0.0.1", "localhost:5000", "http://localhost:5173/", "same-origin")]
    [InlineData("127.0.0.1", "upstream_app", Shop + "/cart", "cross-site")]
    [InlineData("127.0.0.1", "upstream_app", "", "same-origin")]
    [InlineData("127.0.0.1", "upstream_app", "shop.example", "same-origin")]
    [InlineData("203.0.113.7", "upstream_app", Shop + "/cart", "same-origin")]
    [InlineData("172.32.0.1", "upstream_app", Shop + "/cart", "same-origin")]
    public async Task Nothing_is_said_where_no_proxy_shows(string from, string host, string referrer, string site)
    {
        await using var app = await StartAsync(from);
        await SendAsync(app, host, referrer, site);
        await app.SettledAsync(1);
        Assert.DoesNotContain(app.Logs.Lines, IsWarning);
    }

    [Fact]
    public async Task With_the_lines_that_it_names_there_is_no_warning_and_visitors_have_their_own_networks()
    {
        await using var app = await StartAsync("127.0.0.1", forwards: true);
        foreach (var visitor in (string[])["198.51.100.7", "203.0.113.9"])
            await SendAsync(app, "shop.example", Shop + "/cart", headers: [("X-Forwarded-For", visitor), ("X-Forwarded-Proto", "https")]);
        await app.SettledAsync(2);
        Assert.DoesNotContain(app.Logs.Lines, l => IsWarning(l) || l.Text.Contains("X-Forwarded-For arrives", StringComparison.Ordinal));
        Assert.Equal(2, app.Events.Select(e => e.Network).Distinct().Count());
        Assert.All(app.Events, e => Assert.Equal(KeyKind.Cookie, e.KeyKind));
    }

    [Fact]
    public async Task A_host_that_is_named_as_the_applications_own_hides_nothing()
    {
        await using var app = await StartAsync("127.0.0.1", options: o => o.OwnHosts.Add("shop.example"));
        await SendAsync(app, "upstream_app", Shop + "/cart");
        await app.SettledAsync(1);
        Assert.DoesNotContain(app.Logs.Lines, IsWarning);
    }

    private static bool IsWarning((LogLevel Level, string Text) line) => line.Text.Contains("passes on neither", StringComparison.Ordinal);

    private static Task SendAsync(TrackedApp app, string host, string referrer, string site = "same-origin", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/cart") { Headers = { Host = host } };
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", site);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");
        if (referrer.Length > 0)
            request.Headers.TryAddWithoutValidation("Referer", referrer);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return app.Visitor().SendAsync(request);
    }

    private static Task<TrackedApp> StartAsync(string from, bool forwards = false, Action<SessionTrackingOptions>? options = null) => TrackedApp.StartAsync(
        app =>
        {
            app.Use((context, next) =>
            {
                context.Connection.RemoteIpAddress = IPAddress.Parse(from);
                return next();
            });
            if (forwards)
                app.UseForwardedHeaders();
            app.UseSessionTracking();
            app.MapGet("/cart", () => "cart");
        },
        services => services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto),
        options, "Production", use: false);
}
