using System.Net;
using System.Text.Json;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Dashboard;

/// <summary>A range that is not over is compared with as much of the one before it: else each morning everything seems to fall.</summary>
public class OverviewComparisonTests
{
    private const string Admin = "/admin/sessions";

    [Fact]
    public async Task Days_that_are_equal_so_far_are_no_change()
    {
        var clock = new StillClock(TestClock.Epoch.AddDays(20).AddHours(10));
        await using var app = await FiguresApp.StartAsync(clock: clock);
        // A session at 09:00 and one at 21:00 of each day, and today the first only.
        for (var day = 0; day <= 20; day++)
            for (var half = 0; half < (day == 20 ? 1 : 2); half++)
                await app.AddAsync((10 * day) + half, (24 * day) + (12 * half), null, "cart");

        var page = WebUtility.HtmlDecode(await (await app.AsAsync("administrator", "text/html")).GetStringAsync($"{Admin}?range=7d"));
        Assert.Contains("steps; 0.0 % against before", page);
        var trends = JsonDocument.Parse(await (await app.AsAsync("administrator")).GetStringAsync($"{Admin}/insights/trends?range=7d")).RootElement;
        Assert.Equal((13, 0.0), (trends.GetProperty("total").GetProperty("sessions").GetInt64(), trends.GetProperty("change").GetDouble()));
        Assert.Equal(13, trends.GetProperty("previous").GetProperty("sessions").GetInt64());
    }
}
