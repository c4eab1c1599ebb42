using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>A parameter that is longer than any can be is a bad request, whichever route has it and wherever it is read.</summary>
public sealed class LongParametersTests
{
    private static readonly string[] Names =
    [
        "account", "active", "actor", "after", "at", "breakdown", "cause", "class", "cohort", "days", "depth", "direction", "excluded", "format", "from", "hours", "issuer", "key",
        "left", "limit", "live", "minRisk", "order", "outcome", "period", "range", "recorded", "return", "route", "rule", "segment", "severity", "source", "start", "state", "step", "steps",
        "table", "to", "unit", "user", "window",
    ];

    [Fact]
    public async Task No_route_fails_at_it()
    {
        await using var app = await TrackedApp.StartAsync(a => a.MapSessionTracking().AllowAnonymous());
        using var client = app.Visitor("application/json");
        var text = new string('x', 600);
        var (routes, refused) = (0, 0);
        foreach (var route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true).Select(e => e.RoutePattern.RawText!)
            .Where(r => r.StartsWith("/admin/sessions", StringComparison.Ordinal) && !r.Contains("**", StringComparison.Ordinal)).Distinct())
        {
            routes++;
            var path = route.Replace("{id}", "019a9e5c-7c40-7000-8abc-00000000ffff", StringComparison.Ordinal).Replace("{user}", "7", StringComparison.Ordinal)
                .Replace("{name}", "none", StringComparison.Ordinal).Replace("{version}", "none", StringComparison.Ordinal);
            foreach (var name in Names)
            {
                using var response = await client.GetAsync($"{path}?{name}={text}", HttpCompletionOption.ResponseHeadersRead);
                Assert.True((int)response.StatusCode < 500, $"{path}?{name}= answered {response.StatusCode}");
                refused += (int)response.StatusCode == 400 ? 1 : 0;
            }
        }

        // Most routes take a range, a segment and a few names of their own.
        Assert.InRange(routes, 30, int.MaxValue);
        Assert.InRange(refused, 100, int.MaxValue);
    }
}
