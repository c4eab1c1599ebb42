using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>The admin while storage is away.</summary>
public class StorageAwayTests
{
    [Fact]
    public async Task Every_admin_route_answers_503_with_a_problem_document_or_a_page_and_none_fails()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await RedisApp.StartAsync(
            tracking => tracking.AddDashboard().UseRedis(server.Endpoint, o => (o.Prefix, o.Timeout) = (RedisRig.NewPrefix(), TimeSpan.FromMilliseconds(100))),
            map: a => a.MapSessionTracking().AllowAnonymous());
        await server.KillAsync();
        var routes = app.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/admin/sessions", StringComparison.Ordinal) && !e.RoutePattern.RawText.Contains("**", StringComparison.Ordinal)).ToList();
        var away = new List<string>();

        foreach (var route in routes)
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Where(m => m != "HEAD"))
                foreach (var accept in (string[])["application/json", "text/html", "text/event-stream"])
                    if (await IsAwayAsync(app, method, Path(route), accept))
                        away.Add($"{method} {route.RoutePattern.RawText} {accept}");

        // Most routes read the storage; the others know without it what they answer.
        Assert.True(2 * away.Count > routes.Count, string.Join('\n', away));
        foreach (var path in (string[])["/sessions", "/alerts", "/decisions", "/export/sessions.csv", "/export/steps.jsonl", "/export/alerts.csv", "/pipeline/dead-letters"])
            Assert.Contains(away, a => a.StartsWith($"GET /admin/sessions{path} ", StringComparison.Ordinal));
        Assert.Contains(away, a => a.StartsWith("GET ", StringComparison.Ordinal) && a.EndsWith("/sessions text/html", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("unhandled exception", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<bool> IsAwayAsync(RedisApp app, string method, string path, string accept)
    {
        using var client = app.App.GetTestClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Add("Accept", accept);
        if (method is "POST" or "PUT")
            request.Content = new StringContent(
                """{"mode":"alert","user":"anna","reason":"a reason","minutes":5,"verdict":"confirmed","url":"https://hooks.example/x","steps":["GET /","GET /a"]}""",
                System.Text.Encoding.UTF8, "application/json");

        using var answer = await client.SendAsync(request);

        var body = await answer.Content.ReadAsStringAsync();
        Assert.True((int)answer.StatusCode is < 500 or 503, $"{method} {path} ({accept}): {(int)answer.StatusCode} {body}");
        if (answer.StatusCode != HttpStatusCode.ServiceUnavailable)
            return false;
        Assert.NotNull(answer.Headers.RetryAfter);
        if (answer.Content.Headers.ContentType!.MediaType == "text/html")
            Assert.Contains("The storage is unavailable", body, StringComparison.Ordinal);
        else
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType.MediaType);
            Assert.Equal(503, JsonDocument.Parse(body).RootElement.GetProperty("status").GetInt32());
        }

        return true;
    }

    private static string Path(RouteEndpoint route) => string.Join('/', route.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart { Name: "id" } => SessionId.Create(1_790_000_000_000_000, 0, new Pseudonym(1, 2)).ToString(),
        _ => "name",
    }))).Prepend(""));
}
