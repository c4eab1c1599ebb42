using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Response;

/// <summary>A finding that rises within its hour is answered when it reaches the severity of the response.</summary>
public sealed class RiseResponseTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7_919)]
    public async Task A_session_that_probes_objects_is_blocked_whether_it_counts_or_jumps(int stride)
    {
        var handler = new Alerts.RecordingHandler();
        await using var app = await TrackedApp.StartAsync(
            app =>
            {
                app.MapGet("/orders/{id:int}", (int id) => Results.StatusCode(StatusCodes.Status403Forbidden));
                app.MapGet("/page", () => "page");
                app.MapSessionTracking().AllowAnonymous();
            },
            services => services.AddSingleton<ISessionAlertHandler>(handler),
            after: services => services.AddSessionTracking().Respond("D7", ResponseKind.Block));
        var attacker = app.Visitor();
        await attacker.GetAsync("/page");

        var requests = 0;
        for (; requests < 60 && (await attacker.GetAsync("/page")).StatusCode == HttpStatusCode.OK; requests++)
        {
            await attacker.GetAsync($"/orders/{4_001 + (requests * stride)}");
            await app.SettledAsync(3 + (2 * requests));
        }

        await Waiting.UntilAsync(async () => (await attacker.GetAsync("/page")).StatusCode == HttpStatusCode.Forbidden);
        var decision = Assert.Single(await app.Services.GetRequiredService<ISessionControl>().ActiveAsync());
        Assert.Equal(("D7", ResponseKind.Block), (decision.Rule, decision.Kind));
        await Waiting.UntilAsync(() => Task.FromResult(handler.Alerts.Any(a => a.Finding is { Rule: "D7", Severity: Severity.Medium })));
        var messages = handler.Alerts.Where(a => a.Finding.Rule == "D7").ToList();
        // One for each severity that the finding has had.
        Assert.Equal(messages.Count, messages.Select(a => a.Finding.Severity).Distinct().Count());
        Assert.Single(messages.Select(a => a.Id).Distinct());
        var report = await app.Visitor().GetFromJsonAsync<JsonElement>("/admin/sessions/alerts/" + decision.Alert);
        var finding = report.GetProperty("finding");
        Assert.Equal("medium", finding.GetProperty("severity").GetString());
        if (messages.Count > 1)
            Assert.Equal("low", finding.GetProperty("previousSeverity").GetString());
    }
}
