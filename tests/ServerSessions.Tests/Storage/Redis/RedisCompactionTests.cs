using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Journeys;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>What packing leaves in Redis, and what its script refuses.</summary>
public sealed class RedisCompactionTests(SingleServer server) : IClassFixture<SingleServer>, IAsyncLifetime
{
    private const long Never = long.MaxValue / 3_600_000;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateTimeOffset Today = new(DateTime.UtcNow.Date, TimeSpan.Zero);

    private RedisRig _rig = null!;
    private PartitionLease _lease;
    private long _revision;

    public async Task InitializeAsync()
    {
        _rig = await RedisRig.StartAsync(server.Server.Endpoint, partitions: 2);
        _lease = (await _rig.Storage.AcquireAsync(0, "worker", TimeSpan.FromMinutes(5), None))!.Value;
    }

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task What_is_packed_stands_nowhere_else_and_expires_with_its_day()
    {
        await StoreAsync(Journeys(Today.AddDays(-3), 500));
        Assert.Equal(500, await CountAsync("ZCARD", "ids"));

        await PackAsync();

        Assert.Equal(0, await CountAsync("ZCARD", "ids"));
        Assert.Equal(0, await CountAsync("EXISTS", null));
        Assert.InRange(await CountAsync("HLEN", "blocks"), 2, 20);
        Assert.Equal(await CountAsync("HLEN", "blocks"), await CountAsync("ZCARD", "names"));
        // From the end of its day on, two days ago.
        var days = TimeSpan.FromSeconds(await CountAsync("TTL", "blocks")).TotalDays;
        Assert.InRange(days, 28 - 0.1, 30.1);
        Assert.InRange(TimeSpan.FromSeconds(await CountAsync("TTL", "names")).TotalDays, days - 0.01, days + 0.01);
    }

    [Fact]
    public async Task Of_a_day_that_is_not_over_few_stand_alone_and_many_are_packed()
    {
        var over = Today.ToUnixTimeSeconds() / 3600;
        await StoreAsync(Journeys(Today, JourneyCompactor.MaxSingle - 1));
        await StoreAsync(Journeys(Today.AddDays(-3), 7));
        Assert.Equal(PackStatus.Done, await _rig.Storage.PackJourneysAsync(_lease, over, None));
        Assert.Equal(JourneyCompactor.MaxSingle - 1, await CountAsync("ZCARD", "ids", Today));
        Assert.Equal(0, await CountAsync("ZCARD", "ids"));

        await StoreAsync(Journeys(Today.AddHours(1), 1));
        Assert.Equal(PackStatus.Done, await _rig.Storage.PackJourneysAsync(_lease, over, None));
        Assert.Equal(0, await CountAsync("ZCARD", "ids", Today));
    }

    [Fact]
    public async Task Late_journeys_join_the_blocks_that_there_are()
    {
        await StoreAsync(Journeys(Today.AddDays(-3), 1_000));
        await PackAsync();
        var blocks = await CountAsync("HLEN", "blocks");
        for (var i = 0; i < 40; i++)
        {
            await StoreAsync(Journeys(Today.AddDays(-3).AddSeconds(i * 7), 3, 5_000 + i));
            await PackAsync();
        }

        Assert.InRange(await CountAsync("HLEN", "blocks"), blocks, blocks + 5);
        Assert.Equal(1_120, (await _rig.Storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 5_000), None)).Count);
    }

    [Theory]
    [InlineData("worker", "1", "1", "0", 1)]
    [InlineData("worker", "0", "1", "0", 0)]
    [InlineData("other", "1", "1", "0", 0)]
    [InlineData("worker", "1", "0", "0", 2)]
    [InlineData("worker", "1", "1", "1", 2)]
    [InlineData("", "0", "", "0", 1)]
    [InlineData("", "0", "", "1", 2)]
    public async Task The_script_refuses_what_was_read_before_a_change_or_by_another_owner(string owner, string epoch, string revision, string turn, long answer)
    {
        await StoreAsync(Journeys(Today.AddDays(-3), 1));
        var day = Today.AddDays(-3).ToUnixTimeSeconds() / 86_400;
        var of = new RedisKeys(_rig.Prefix, 0);

        var reported = await server.Server.CommandAsync(
            "EVAL", RedisScript.Compact.Text, "6", of.Meta!, of.Journeys(day)!, of.JourneyIds(day)!, of.JourneyBlocks(day)!, of.JourneyNames(day)!, of.Versions!,
            owner, epoch, revision, turn, "0", "1000", "1", "gone", "0", "2", "first", "block");

        Assert.Equal(answer, reported);
        Assert.Equal(answer == 1 ? 1 : 0, await CountAsync("HLEN", "blocks"));
        Assert.Equal(answer == 1 ? "1" : null, (string?)await server.Server.CommandAsync("HGET", of.Meta!, "compacted"));
    }

    [Fact]
    public async Task The_worker_that_processes_a_partition_packs_it()
    {
        await StoreAsync(Journeys(Today.AddDays(-3), 300));
        await _rig.Storage.ReleaseAsync(_lease, None);
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(new RollerOptions { PackJourneysEvery = TimeSpan.FromMilliseconds(20), IdleWait = TimeSpan.FromMilliseconds(20) });
        builder.Services.AddSessionTracking(o => (o.Roles, o.Partitions) = (SessionTrackingRoles.Roll, 2)).UseRedis(server.Server.Endpoint, o => o.Prefix = _rig.Prefix);
        using var host = builder.Build();
        await host.StartAsync();

        await Waiting.UntilAsync(async () => await CountAsync("ZCARD", "ids") == 0);

        Assert.Equal(300, (await _rig.Storage.ListAsync(new JourneyQuery(0, long.MaxValue, default, null, 5_000), None)).Count);
        await host.StopAsync();
    }

    private async Task PackAsync()
    {
        while (await _rig.Storage.PackJourneysAsync(_lease, Never, None) is var status && status != PackStatus.Done)
            Assert.Equal(PackStatus.More, status);
    }

    private async Task StoreAsync(IReadOnlyList<StoredJourney> journeys)
    {
        var status = await _rig.Storage.CommitAsync(_lease, new PartitionCommit { Revision = _revision++, Offset = StreamPosition.Start, Closed = journeys }, None);
        Assert.Equal(CommitStatus.Committed, status);
    }

    // A hundred a thousand seconds, of a hundred bytes each.
    private static StoredJourney[] Journeys(DateTimeOffset from, int count, int key = 0) =>
        [.. Enumerable.Range(0, count).Select(i => new StoredJourney(
            SessionId.Create((from.ToUnixTimeMilliseconds() + (i * 10_000)) * 1000, 0, new Pseudonym((ulong)key + 1, (ulong)i)), default, new byte[] { 0 }.Concat(new byte[100]).ToArray()))];

    private async Task<long> CountAsync(string command, string? part, DateTimeOffset? day = null)
    {
        var number = (day ?? Today.AddDays(-3)).ToUnixTimeSeconds() / 86_400;
        var key = string.Create(CultureInfo.InvariantCulture, $"{_rig.Prefix}:{{p00}}:journeys:{number}{(part is null ? "" : ":")}{part}");
        return Convert.ToInt64(await server.Server.CommandAsync(command, key), CultureInfo.InvariantCulture);
    }
}
