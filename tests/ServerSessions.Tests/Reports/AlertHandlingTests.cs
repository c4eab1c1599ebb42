using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Model.Alerts;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

/// <summary>What people do about an alert is kept with who, when and why.</summary>
public sealed class AlertHandlingTests
{
    [Fact]
    public async Task An_alert_lists_its_verdicts_with_author_time_and_reason()
    {
        var clock = new TestClock();
        await using var app = await StartAsync(clock);
        var visitor = app.Visitor("application/json");
        var began = clock.GetUtcNow();
        await visitor.PostAsJsonAsync("/admin/sessions/alerts/al_1/acknowledge", new { reason = "looking" });
        clock.Advance(TimeSpan.FromMinutes(5));
        await visitor.PostAsJsonAsync("/admin/sessions/alerts/al_1/resolve", new { reason = "blocked him" });

        var alert = await visitor.GetFromJsonAsync<JsonElement>("/admin/sessions/alerts/al_1");

        var handling = alert.GetProperty("handling").EnumerateArray().ToList();
        Assert.Equal(
            [("acknowledged", "looking", began), ("resolved", "blocked him", began.AddMinutes(5))],
            handling.Select(h => (h.GetProperty("state").GetString()!, h.GetProperty("reason").GetString()!, h.GetProperty("at").GetDateTimeOffset())));
        Assert.Equal("resolved", alert.GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_application_names_the_author_and_the_newest_twenty_verdicts_are_kept()
    {
        await using var app = await StartAsync(new TestClock());
        var alerts = app.Services.GetRequiredService<ISessionAlerts>();
        for (var i = 0; i < 25; i++)
            await alerts.DecideAsync("al_1", new AlertDecision { State = AlertState.Acknowledged, By = $"ada {i}" });
        Assert.Equal(Enumerable.Range(5, 20).Select(i => $"ada {i}"), (await alerts.FindAsync("al_1"))!.Handling!.Select(h => h.By));
    }

    [Fact]
    public async Task A_new_alert_has_no_verdict()
    {
        await using var app = await StartAsync(new TestClock());
        Assert.Null((await app.Services.GetRequiredService<ISessionAlerts>().FindAsync("al_1"))!.Handling);
    }

    private static async Task<TrackedApp> StartAsync(TestClock clock)
    {
        var app = await TrackedApp.StartAsync(a => a.MapSessionTracking().AllowAnonymous(), s => s.AddSingleton<TimeProvider>(clock));
        await app.Services.GetRequiredService<ISessionStorage>().PutAsync(1, AlertJson.Table, "al_1", clock.GetUtcNow().ToUnixTimeMilliseconds(), AlertJson.Encode(SampleAlert.Of()), 0, default);
        return app;
    }
}
