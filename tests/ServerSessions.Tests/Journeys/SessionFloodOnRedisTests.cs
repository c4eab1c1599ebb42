using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.TestServers;
using ServerSessions.Tests.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Journeys;

/// <summary>A flood that two nodes serve, with one Redis between them, found by the one that has the source's partition.</summary>
public sealed class SessionFloodOnRedisTests(SingleServer single) : IClassFixture<SingleServer>
{
    private const int Flood = 80;

    private readonly TestClock _clock = new(new DateTimeOffset(2026, 1, 5, 9, 0, 10, TimeSpan.Zero));

    [Fact]
    public async Task Its_sessions_on_all_partitions_are_a_tools_and_a_visitor_of_the_same_minute_is_a_person()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await StartAsync(prefix);
        await using var other = await StartAsync(prefix);
        for (var i = 0; i < Flood; i++)
            await OpenAsync(i % 2 == 0 ? one : other, pages: 1);
        await OpenAsync(other, pages: 3);
        await UntilAsync(one, null, Flood + 1);

        _clock.Advance(TimeSpan.FromMinutes(7));

        var tools = await UntilAsync(other, SessionActor.Tool, Flood);
        Assert.All(tools, s => Assert.Equal(ActorReason.SessionFlood, s.ActorReason));
        Assert.Equal(4, tools.Select(s => SessionId.TryParse(s.Id, out var id) ? id.Partition : -1).Distinct().Count());
        Assert.Equal(3, Assert.Single(await UntilAsync(one, SessionActor.Person, 1)).Steps);
    }

    private Task<RedisNode> StartAsync(string prefix) => RedisNode.StartAsync(
        single.Server.Endpoint, prefix, services: s => s.AddSingleton<TimeProvider>(_clock),
        map: app => app.MapGet("/pages/{name}", (string name) => TypedResults.Text(name, "text/html")));

    private static async Task OpenAsync(RedisNode node, int pages)
    {
        using var visitor = node.Visitor();
        for (var page = 0; page < pages; page++)
            (await visitor.GetAsync($"/pages/{page}")).EnsureSuccessStatusCode();
    }

    // Workers wait by the same clock.
    private async Task<IReadOnlyList<SessionSummary>> UntilAsync(RedisNode node, SessionActor? actor, int count)
    {
        IReadOnlyList<SessionSummary> found = [];
        await Waiting.UntilAsync(
            async () =>
            {
                _clock.Advance(TimeSpan.FromMilliseconds(100));
                try
                {
                    found = (await node.Reports.ListAsync(new SessionQuery { Actor = actor, Limit = 200 })).Items;
                    return found.Count == count;
                }
                catch (StorageUnavailableException)
                {
                    return false; // a call that was under way when the clock went on seems late
                }
            },
            () => $"{found.Count} of {count} sessions", $"sessions of {actor}");
        return found;
    }
}
