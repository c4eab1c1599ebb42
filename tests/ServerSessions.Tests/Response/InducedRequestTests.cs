using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A picture in a comment gets no reader blocked, and a tool that pretends to be one is judged by its source.</summary>
public sealed class InducedRequestTests
{
    [Theory]
    [InlineData("same-origin", "no-cors", "image")]
    [InlineData("same-origin", "navigate", "iframe")]
    [InlineData("cross-site", "navigate", "document")]
    [InlineData("same-site", "cors", "empty")]
    public async Task A_page_that_opens_a_trap_gets_no_reader_blocked_and_its_source_alerts(string site, string mode, string destination)
    {
        await using var app = await StartAsync();
        var reader = app.Visitor();
        await reader.GetAsync("/article");
        await reader.SendAsync(Request("/wp-login.php", site, mode, destination));
        var findings = await FindingsAsync(app, 2);

        Assert.Contains(findings, f => f is { Subject.Kind: ActorKind.Session, Severity: Severity.Low, Induced: true });
        Assert.Contains(findings, f => f is { Subject.Kind: ActorKind.Source, Severity: Severity.Medium });
        // The next event is committed after all that the trap led to.
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/article")).StatusCode);
        await app.SettledAsync(3);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/article")).StatusCode);
        Assert.Empty((await app.Services.GetRequiredService<ISessionControl>().ListAsync()).Items);
    }

    [Fact]
    public async Task The_session_that_opens_the_trap_itself_is_blocked()
    {
        await using var app = await StartAsync();
        var visitor = app.Visitor();
        await visitor.GetAsync("/article");
        await visitor.SendAsync(Request("/wp-login.php", "none", "navigate", "document"));
        await Waiting.UntilAsync(async () => (await visitor.GetAsync("/article")).StatusCode == HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_page_of_a_sibling_site_that_is_served_by_CORS_is_a_client_of_its_own()
    {
        await using var app = await StartAsync();
        var page = app.Visitor();
        await page.SendAsync(Request("/article", "same-site", "cors", "empty", "https://app.example"));
        await page.SendAsync(Request("/wp-login.php", "same-site", "cors", "empty", "https://app.example"));
        await Waiting.UntilAsync(async () => (await page.GetAsync("/article")).StatusCode == HttpStatusCode.Forbidden);
    }

    private static HttpRequestMessage Request(string path, string site, string mode, string destination, string origin = "https://elsewhere.example") => new(HttpMethod.Get, path)
    {
        Headers = { { "Sec-Fetch-Site", site }, { "Sec-Fetch-Mode", mode }, { "Sec-Fetch-Dest", destination }, { "Origin", mode == "cors" ? [origin] : [] } },
    };

    private static async Task<List<Finding>> FindingsAsync(TrackedApp app, long served)
    {
        await app.SettledAsync(served);
        return [.. (await app.Services.GetRequiredService<ISessionAlerts>().ListAsync(new AlertQuery { Rule = "D12" })).Items.Select(a => a.Finding)];
    }

    private static Task<TrackedApp> StartAsync() => TrackedApp.StartAsync(
        app =>
        {
            app.UseCors();
            app.MapGet("/article", () => "article");
            app.MapTrap("/wp-login.php");
        },
        services => services.AddCors(o => o.AddDefaultPolicy(p => p.WithOrigins("https://app.example").AllowCredentials())),
        kestrel: true,
        after: services => services.AddSessionTracking().Respond("D12", ResponseKind.Block));
}
