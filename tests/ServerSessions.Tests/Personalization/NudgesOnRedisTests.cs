using Microsoft.AspNetCore.Builder;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Personalization;

/// <summary>Tabs on two nodes race for one nudge, with one Redis between them.</summary>
public sealed class NudgesOnRedisTests(SingleServer single) : IClassFixture<SingleServer>
{
    [Fact]
    public async Task Of_tabs_on_two_nodes_exactly_one_shows_the_nudge()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await StartAsync(prefix);
        await using var other = await StartAsync(prefix);
        for (var i = 0; i < 10; i++)
        {
            var cookies = new SharedCookies();
            using var here = one.Visitor(cookies);
            using var there = other.Visitor(cookies);
            await NudgeShop.StuckAsync(here);
            await Waiting.UntilAsync(async () => (await there.JourneyAsync()).StepCount == 4, what: "the other node reads all steps");

            var tabs = await Task.WhenAll(Enumerable.Range(0, 16).Select(tab => (tab % 2 == 0 ? here : there).NudgesAsync()));

            if (tabs.Sum(t => t.Length) is > 0 and var shown)
            {
                Assert.Equal(1, shown);
                Assert.Empty(await here.NudgesAsync());
                Assert.Empty(await there.NudgesAsync());
                return;
            }
        }

        Assert.Fail("No nudge was shown.");
    }

    private Task<RedisNode> StartAsync(string prefix) => RedisNode.StartAsync(single.Server.Endpoint, prefix, NudgeShop.Options, map: Map);

    // The node maps the admin API itself.
    private static void Map(WebApplication app)
    {
        LiveShop.Map(app);
        NudgeShop.MapPages(app);
    }
}
