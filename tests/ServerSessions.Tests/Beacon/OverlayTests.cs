using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Beacon;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Beacon;

/// <summary>The figures of the overlay are closed without a token for this browser, this user and this step, which ends after ten minutes.</summary>
public sealed class OverlayTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public async Task A_token_opens_the_clicks_of_its_step_to_its_browser_and_user_for_ten_minutes()
    {
        await using var app = await StartAsync();
        var admin = await app.SignedInAsync("ada");
        var token = await TokenAsync(admin);

        using var answer = await AskAsync(admin, token);
        Assert.Equal((HttpStatusCode.OK, "no-store"), (answer.StatusCode, answer.Headers.CacheControl!.ToString()));
        Assert.Equal(0, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("elements").GetArrayLength());

        _clock.Advance(OverlayToken.Lifetime);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token)).StatusCode);
    }

    [Fact]
    public async Task Another_browser_another_user_and_another_page_get_nothing()
    {
        await using var app = await StartAsync();
        var admin = await app.SignedInAsync("ada");
        var token = await TokenAsync(admin);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(await app.SignedInAsync("ada"), token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(app.Visitor(), token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token, path: "/shop/lamp")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token, site: "cross-site")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token, site: null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(admin, token)).StatusCode);
        (await admin.PostAsync("/in/eve", null)).EnsureSuccessStatusCode();
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token)).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"t":"","u":"/"}""")]
    [InlineData("""{"t":"AAAA","u":"/"}""")]
    [InlineData("""{"t":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","u":"/"}""")]
    [InlineData("""{"t":null,"u":null}""")]
    public async Task Without_a_token_it_is_closed(string body)
    {
        await using var app = await StartAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await PostAsync(await app.SignedInAsync("ada"), body, "same-origin")).StatusCode);
    }

    [Fact]
    public async Task A_changed_token_and_too_much_are_refused()
    {
        await using var app = await StartAsync();
        var admin = await app.SignedInAsync("ada");
        var token = await TokenAsync(admin);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, (token[0] == 'A' ? 'B' : 'A') + token[1..])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token[..^2] + (token[^2] == 'A' ? 'B' : 'A') + token[^1])).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync(admin, token, path: "/" + new string('x', 5_000))).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/shop/lamp")]
    [InlineData("")]
    public async Task A_link_leads_to_a_page_of_its_step_only(string path)
    {
        await using var app = await StartAsync();
        Assert.Equal("none", await (await app.SignedInAsync("ada")).GetStringAsync("/link?step=GET%20/&path=" + Uri.EscapeDataString(path)));
    }

    [Fact]
    public async Task A_step_with_parameters_has_the_page_that_is_named()
    {
        await using var app = await StartAsync();
        var admin = await app.SignedInAsync("ada");
        Assert.StartsWith("/shop/a%20lamp#ss-clicks=", await admin.GetStringAsync("/link?step=GET%20/shop/%7Bthing%7D&path=/shop/a%20lamp"));
        Assert.Equal(("/", "none"), (await admin.GetStringAsync("/path?step=GET%20/"), await admin.GetStringAsync("/path?step=GET%20/shop/%7Bthing%7D")));
    }

    private Task<TrackedApp> StartAsync() => PersonApp.StartAsync(
        services: s => s.AddSingleton<TimeProvider>(_clock),
        map: app =>
        {
            app.MapSessionBeacon();
            app.MapGet("/link", (HttpContext context, OverlayLinks links, string step, string path) => links.Of(context, step, path) ?? "none");
            app.MapGet("/path", (OverlayLinks links, string step) => links.PathOf(step) ?? "none");
        });

    private static async Task<string> TokenAsync(HttpClient admin)
    {
        var link = await admin.GetStringAsync("/link?step=GET%20/&path=/");
        Assert.StartsWith("/" + OverlayLinks.Fragment, link, StringComparison.Ordinal);
        return link.Split('=')[1];
    }

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string token, string path = "/", string? site = "same-origin") =>
        PostAsync(client, JsonSerializer.Serialize(new { t = token, u = path }), site);

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string body, string? site)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/s/o") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        return client.SendAsync(request);
    }
}
