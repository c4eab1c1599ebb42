using ServerSessions.Insights.Navigation;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Journeys.Navigation;

public class NavigationHoursTests
{
    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Australia/Lord_Howe")]
    [InlineData("Antarctica/Troll")]
    public async Task Every_hour_that_the_watch_compares_with_is_read_whatever_change_of_the_clock_lies_between(string id)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(id);
        foreach (var change in Zones.Changes(zone).Select(c => c.ToUnixTimeSeconds() / 3600))
        {
            var storage = new InProcessStorage(new InProcessStorageOptions(1), new TestClock());
            for (var hour = change - (9 * 168); hour < change + (8 * 168); hour++)
                await storage.PutAsync(0, NavigationHours.Table, $"{hour}", hour, NavigationHourCodec.Encode(new Dictionary<string, long> { ["s"] = 1 }), expectedVersion: null, default);
            var hours = new NavigationHours(storage);
            for (var to = change - 2; to < change + (7 * 168); to += to < change + 30 ? 1 : 21)
            {
                var read = await hours.ReadForAsync(to - 1, to, zone, default);
                for (var hour = to - 1 - NavigationReplay.Lead; hour < to; hour++)
                    Assert.All(NavigationWeeks.Before(hour, zone).Append(hour), needed => Assert.True(read.ContainsKey(needed), $"{hour - change} needs {needed - change}"));
            }
        }
    }
}
