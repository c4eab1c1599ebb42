using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Alerts;
using ServerSessions.Storage;
using ServerSessions.Tests.Alerts;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports;

public sealed class AlertBudgetEndpointTests
{
    [Fact]
    public async Task The_hour_shows_what_was_sent_what_was_not_and_what_may_be()
    {
        var clock = new TestClock();
        await using var app = await TrackedApp.StartAsync(
            a => a.MapSessionTracking().AllowAnonymous(),
            s => s.AddSingleton<TimeProvider>(clock).AddSingleton<ISessionAlertHandler>(new RecordingHandler()).Configure<WebhookOptions>(o => o.AlertsPerRuleAndHour = 2));
        var dispatcher = app.Services.GetRequiredService<AlertDispatcher>();
        for (var i = 1; i <= 5; i++)
            await dispatcher.AcceptAsync(1, new StreamPosition(1, i), SampleAlert.Of($"al_{i}", rule: "D7"), isOfPersons: false, default);

        var hour = await app.Visitor("application/json").GetFromJsonAsync<JsonElement>("/admin/sessions/alerts/budget");

        Assert.Equal((2, 240, 2, 3), (Number(hour, "perRuleAndHour"), Number(hour, "perHour"), Number(hour, "sent"), Number(hour, "suppressed")));
        Assert.Equal(TestClock.Epoch, hour.GetProperty("since").GetDateTimeOffset());
        var rule = Assert.Single(hour.GetProperty("rules").EnumerateArray().ToList());
        Assert.Equal(("D7", 2, 3), (rule.GetProperty("rule").GetString(), Number(rule, "sent"), Number(rule, "suppressed")));
    }

    private static int Number(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
