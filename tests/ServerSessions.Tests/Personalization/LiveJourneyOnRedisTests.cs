using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Personalization;

/// <summary>Two nodes, each a real server, with one Redis between them.</summary>
public sealed class LiveJourneyOnRedisTests(SingleServer single) : IClassFixture<SingleServer>
{
    [Fact]
    public async Task A_journey_that_one_node_served_is_read_on_the_other_and_across_devices()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await StartAsync(prefix);
        await using var other = await StartAsync(prefix);
        var cookies = new SharedCookies();
        using var here = one.Visitor(cookies);
        using var there = other.Visitor(cookies);
        await here.PostAsync("/in/alice", null);
        await here.VisitAsync("/", "/cart", "/address");
        LiveJourney? journey = null;
        await Waiting.UntilAsync(async () => (journey = await there.JourneyAsync()).StepCount == 4, what: "the other node reads all steps");

        Assert.False(journey!.IsPartial);
        Assert.Equal(["POST /in/{user}", "GET /", "GET /cart", "GET /address"], journey.Steps.Select(s => s.Name));
        Assert.Equal(2, Assert.Single(journey.Flows).Reached);
        using var laptop = other.Visitor();
        await laptop.PostAsync("/in/alice", null);
        await Waiting.UntilAsync(async () => (await laptop.JourneyAsync()).Unfinished is [{ Name: "checkout", LastStep: "GET /address", IsOfThisSession: false }], what: "the task is on the other device");
        using var stranger = other.Visitor();
        await stranger.PostAsync("/in/bob", null);
        Assert.Empty((await stranger.JourneyAsync()).Unfinished);
    }

    [Fact]
    public async Task While_Redis_is_frozen_requests_get_what_their_node_has_seen()
    {
        await using var server = await RedisServer.StartAsync();
        await using var node = await StartAsync(RedisRig.NewPrefix(), server.Endpoint, o => o.LiveJourney.ReadTimeout = TimeSpan.FromMilliseconds(50));
        using var visitor = node.Visitor();
        await visitor.JourneyAsync();
        await visitor.VisitAsync("/", "/cart");
        await server.FreezeAsync();
        try
        {
            await visitor.VisitAsync("/address");
            var journey = await visitor.JourneyAsync();
            Assert.True(journey.IsPartial);
            Assert.Equal(["GET /", "GET /cart", "GET /address"], journey.Steps.Select(s => s.Name));
        }
        finally
        {
            await server.ThawAsync();
        }

        await Waiting.UntilAsync(async () => await visitor.JourneyAsync() is { IsPartial: false, StepCount: 3 }, what: "storage is read again");
    }

    private Task<RedisNode> StartAsync(string prefix, string? endpoint = null, Action<SessionTrackingOptions>? options = null) => RedisNode.StartAsync(
        endpoint ?? single.Server.Endpoint, prefix,
        o =>
        {
            LiveShop.Options(o);
            options?.Invoke(o);
        },
        map: LiveShop.Map);
}
