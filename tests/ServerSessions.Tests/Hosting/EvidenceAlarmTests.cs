using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Hosting;

public sealed class EvidenceAlarmTests
{
    [Fact]
    public async Task Operators_get_one_alert_when_rules_lose_evidence_for_want_of_room()
    {
        await using var app = await TrackedApp.StartAsync(
            app => app.MapPost("/login/{user}", (HttpContext c, string user) =>
            {
                c.GetTrackedSession()!.LoginFailed(user);
                return Results.Unauthorized();
            }),
            options: o => (o.Flood.LiveSessions, o.Flood.ProvisionalSessions) = (1_024, 512));
        var client = app.Visitor();
        for (var i = 0; i < 400; i++)
            await client.PostAsync($"/login/name{i / 2}", null);

        var alerts = app.Services.GetRequiredService<ISessionAlerts>();
        async Task<List<string>> NamesAsync() => [.. (await alerts.ListAsync(new AlertQuery { Rule = "operations" })).Items.Select(a => a.Finding.Name)];
        await Waiting.UntilAsync(async () => (await NamesAsync()).Count > 0);
        Assert.Equal(["evidence without room"], await NamesAsync());
        Assert.True((await app.Services.GetRequiredService<ISessionReports>().PipelineAsync()).Partitions.Sum(p => p.Unremembered) > 0);
    }
}
