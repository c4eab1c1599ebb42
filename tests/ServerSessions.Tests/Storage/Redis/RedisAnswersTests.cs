using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Insights;
using ServerSessions.Diagnostics;
using ServerSessions.Reports;
using ServerSessions.Reports.Caching;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Storage.Redis;
using ServerSessions.TestServers;
using ServerSessions.Tests.Reports.Caching;
using ServerSessions.Tests.Support;
using StackExchange.Redis;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>Cached answers that nodes share through Redis, and what happens to them when Redis does not take part.</summary>
public sealed class RedisAnswersTests(SingleServer single, RestrictedServer restricted) : IClassFixture<SingleServer>, IClassFixture<RestrictedServer>
{
    private static readonly DateTimeOffset Midnight = new(DateTimeOffset.UtcNow.UtcDateTime.Date);
    private static readonly InsightQuestion Question = new("paths", Midnight.AddDays(-2), Midnight.AddDays(-1), FromRollups: false);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Cached_answers_of_two_nodes_are_the_computed_ones_whatever_happens_to_the_data(int seed)
    {
        await using var rig = await StartAsync();
        await using var first = Node(rig);
        await using var second = Node(rig);
        await using var computing = InsightNode.Create(rig.Storage, TimeProvider.System, o =>
        {
            CachedAnswers.Declare(o);
            o.InsightCache.Enabled = false;
        });

        await CachedAnswers.CheckAsync(seed, 40, rig.Storage, DateTimeOffset.UtcNow, [first, second], computing);

        Assert.InRange(first.Hits, 1, long.MaxValue);
        Assert.InRange(second.Hits, 1, long.MaxValue);
        Assert.Equal(0, first.Failures + second.Failures);
    }

    [Fact]
    public async Task An_answer_computed_on_two_nodes_while_journeys_close_is_not_served_afterwards()
    {
        await using var rig = await StartAsync();
        await using var first = Node(rig);
        await using var second = Node(rig);
        await using var computing = InsightNode.Create(rig.Storage, TimeProvider.System, o =>
        {
            CachedAnswers.Declare(o);
            o.InsightCache.Enabled = false;
        });

        await CachedAnswers.CheckBesideAsync(13, 60, rig.Storage, DateTimeOffset.UtcNow, [first, second], computing);
    }

    [Fact]
    public async Task What_one_node_has_computed_another_one_reads_until_it_expires()
    {
        await using var rig = await StartAsync();
        await using var first = Node(rig);
        await using var second = Node(rig);
        var report = new PathReport { Sessions = 7, LoopRatio = 0.1, Edges = [new PathEdge("a", "b", 3, 4)] };

        await AskAsync(first, _ => new(report));
        await Waiting.UntilAsync(async () => (await KeysAsync(rig.Prefix)).Length == 1);
        var read = await AskAsync(second, Never);

        Assert.Equal((7, 0.1, report.Edges[0]), (read.Sessions, read.LoopRatio, read.Edges[0]));
        Assert.Equal((1, 0), (second.Hits, second.Misses));
        var left = (long)(await single.Server.CommandAsync("TTL", (await KeysAsync(rig.Prefix))[0]))!;
        Assert.InRange(left, 3_600, 86_400);
    }

    [Fact]
    public async Task An_answer_is_not_kept_longer_than_the_journeys_that_it_was_computed_from()
    {
        await using var rig = await StartAsync(o => o.JourneyRetention = TimeSpan.FromDays(3));
        await using var node = Node(rig, time: new TestClock(Midnight.AddHours(12)));
        var computed = 0;
        foreach (var days in (int[])[3, 4, 5])
            for (var i = 0; i < 2; i++)
                await AskAsync(node, _ => new(new PathReport { Sessions = ++computed }), Question with { From = Midnight.AddDays(-days) });

        // The journeys of the day that began three days ago last until midnight, in twelve hours. Those of earlier days are going.
        Assert.Equal(5, computed);
        await Waiting.UntilAsync(async () => (await KeysAsync(rig.Prefix)).Length == 1);
        Assert.InRange((long)(await single.Server.CommandAsync("TTL", (await KeysAsync(rig.Prefix))[0]))!, 1, 12 * 3_600);
    }

    [Fact]
    public async Task A_day_that_retention_takes_away_has_another_version()
    {
        await using var rig = await StartAsync(o => o.JourneyRetention = TimeSpan.FromDays(3));
        var writer = new JourneyWriter(rig.Storage, ServerSessions.Journeys.JourneySettings.Default);
        var day = Midnight.AddDays(-20).ToUnixTimeSeconds() / 86_400;
        await writer.CloseAsync(Walks.Of("A B", Midnight.AddDays(-20)));
        var before = await rig.Storage.ReadVersionAsync(day, day + 1, default);

        await writer.CloseAsync(Walks.Of("A B", Midnight.AddDays(-10)), withRollups: false);

        Assert.NotEqual(before, await rig.Storage.ReadVersionAsync(day, day + 1, default));
    }

    [Fact]
    public async Task The_documented_user_shares_answers()
    {
        await using var rig = await StartAsync(o => o.Prefix = "ss:" + o.Prefix, restricted.Address);
        var logs = new CapturedLogs();
        await using var first = Node(rig, logs);
        await using var second = Node(rig, logs);

        await AskAsync(first, _ => new(new PathReport { Sessions = 7 }));
        await Waiting.UntilAsync(async () =>
            await restricted.Server.CommandAsync("KEYS", rig.Prefix + ":answers:*") is object?[] { Length: 1 }, () => string.Join('\n', logs.Lines.Where(l => l.Level >= LogLevel.Warning)));
        Assert.Equal(7, (await AskAsync(second, Never)).Sessions);

        Assert.Equal(0, first.Failures + second.Failures);
        Assert.DoesNotContain(logs.Lines, l => l.Level >= LogLevel.Warning);
    }

    [Theory]
    [InlineData("-hset", "-hmset")]
    [InlineData("-hmget", "-hgetall")]
    public async Task A_user_that_lacks_commands_for_answers_gets_computed_ones_and_the_lack_is_said_once_for_each_direction(params string[] lacks)
    {
        await using var server = await RedisServer.StartAsync();
        await server.CommandAsync(["ACL", "SETUSER", "weak", "on", ">secret", "~*", "&*", "+@all", .. lacks]);
        var logs = new CapturedLogs();
        await using var shared = new SharedRig($"redis://weak:secret@{server.Endpoint}", logs, TimeSpan.FromMinutes(1));
        await using var rig = await StartAsync();
        await using var node = InsightNode.Create(rig.Storage, TimeProvider.System, shared: _ => shared.Answers);

        for (var i = 0; i < 20; i++)
            Assert.Equal(i, (await AskAsync(node, _ => new(new PathReport { Sessions = i }), Question with { Experiments = [$"{i}"] })).Sessions);

        await Waiting.UntilAsync(() => Warnings(logs) > 0);
        Assert.InRange(Warnings(logs), 1, 2);
        Assert.Equal((0, 20), (node.Hits, node.Misses));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task With_a_server_that_is_away_or_frozen_answers_are_computed_within_the_time_limit_and_kept_in_the_process(bool frozen)
    {
        await using var server = await RedisServer.StartAsync();
        var logs = new CapturedLogs();
        await using var shared = new SharedRig(server.Endpoint, logs, TimeSpan.FromMilliseconds(500));
        await using var rig = await StartAsync();
        await using var node = InsightNode.Create(rig.Storage, TimeProvider.System, shared: _ => shared.Answers);
        await AskAsync(node, _ => new(new PathReport()), Question with { Experiments = ["before"] });
        var before = Warnings(logs);
        if (frozen)
            await server.FreezeAsync();
        else
            await server.KillAsync();

        for (var i = 0; i < 20; i++)
            Assert.Equal(i, (await AskAsync(node, _ => new(new PathReport { Sessions = i }), Question with { Experiments = [$"{i}"] })).Sessions);
        Assert.Equal(3, (await AskAsync(node, Never, Question with { Experiments = ["3"] })).Sessions);

        await Waiting.UntilAsync(() => Warnings(logs) > 0);
        Assert.InRange(Warnings(logs), 1, before + 2);
        if (frozen)
            await server.ThawAsync();
    }

    [Fact]
    public async Task A_storage_that_is_not_shared_shares_no_answers()
    {
        await using var rig = await StartAsync();
        await using var first = Node(rig, storage: new InProcessStorage(new InProcessStorageOptions(4), TimeProvider.System));
        await using var second = Node(rig, storage: new InProcessStorage(new InProcessStorageOptions(4), TimeProvider.System));

        Assert.Equal(1, (await AskAsync(first, _ => new(new PathReport { Sessions = 1 }))).Sessions);
        Assert.Equal(2, (await AskAsync(second, _ => new(new PathReport { Sessions = 2 }))).Sessions);

        Assert.Empty(await KeysAsync(rig.Prefix));
    }

    [Fact]
    public async Task What_others_wrote_to_the_key_of_an_answer_is_no_answer()
    {
        await using var rig = await StartAsync();
        await using var first = Node(rig);
        await AskAsync(first, _ => new(new PathReport { Sessions = 7 }));
        await Waiting.UntilAsync(async () => (await KeysAsync(rig.Prefix)).Length == 1);
        await single.Server.CommandAsync("HSET", (await KeysAsync(rig.Prefix))[0], "data", "no answer");
        await using var second = Node(rig);

        Assert.Equal(8, (await AskAsync(second, _ => new(new PathReport { Sessions = 8 }))).Sessions);
    }

    [Fact]
    public async Task A_process_has_no_more_answers_in_Redis_than_it_may_have()
    {
        await using var rig = await StartAsync();
        await using var node = Node(rig, options: o => o.InsightCache.MaxBytes = 1 << 20);
        var entries = Enumerable.Range(0, 6_000).Select(i => new StepSessions($"GET /pages/{i:000000000000}", i)).ToList();
        for (var i = 0; i < 20; i++)
            await AskAsync(node, _ => new(new PathReport { Entries = entries }), Question with { Experiments = [$"{i}"] });

        await Waiting.UntilAsync(() => Task.FromResult(node.Failures >= 16));
        Assert.InRange((await KeysAsync(rig.Prefix)).Length, 1, 4);
    }

    [Fact]
    public async Task Caches_and_connections_of_the_application_stay_its_own()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(single.Server.Endpoint);
        var (distributed, memory, prefix) = (new CountingCache(), new MemoryCache(new MemoryCacheOptions { TrackStatistics = true }), RedisRig.NewPrefix());
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        var services = builder.Services;
        services.AddSingleton<IConnectionMultiplexer>(connection).AddSingleton<IDistributedCache>(distributed).AddSingleton<IMemoryCache>(memory).AddHybridCache();
        services.AddSessionTracking(o =>
        {
            o.Partitions = 4;
            CachedAnswers.Declare(o);
        }).UseRedis(o => o.Prefix = prefix);
        var asked = new InsightQuery { From = Question.From, To = Question.To };
        using (var host = builder.Build())
        {
            await host.StartAsync();
            var provider = host.Services;
            var hybrid = provider.GetRequiredService<HybridCache>();
            Assert.Same(connection, provider.GetRequiredService<IConnectionMultiplexer>());
            Assert.Same(distributed, provider.GetRequiredService<IDistributedCache>());
            Assert.Same(memory, provider.GetRequiredService<IMemoryCache>());
            await hybrid.GetOrCreateAsync("theirs", _ => new ValueTask<int>(1));
            var (calls, entries) = (distributed.Calls, memory.Count);

            for (var i = 0; i < 2; i++)
                await provider.GetRequiredService<ISessionInsights>().PathsAsync(query: asked);
            await Waiting.UntilAsync(async () => (await KeysAsync(prefix)).Length > 0);

            Assert.Equal((calls, entries), (distributed.Calls, memory.Count));
            Assert.Equal(1, await hybrid.GetOrCreateAsync("theirs", _ => new ValueTask<int>(2)));
            await host.StopAsync();
        }

        Assert.True(connection.IsConnected);
        Assert.True(await connection.GetDatabase().StringSetAsync(prefix, "theirs"));
        Assert.False(distributed.IsDisposed);
        memory.Set("theirs", 3);
    }

    // No call fails because the machine is busy.
    private Task<RedisRig> StartAsync(Action<RedisStorageOptions>? configure = null, string? address = null) => RedisRig.StartAsync(address ?? single.Server.Endpoint, configure: o =>
    {
        o.Timeout = TimeSpan.FromMinutes(1);
        configure?.Invoke(o);
    });

    private static InsightNode Node(RedisRig rig, CapturedLogs? logs = null, Action<SessionTrackingOptions>? options = null, ISessionStorage? storage = null, TimeProvider? time = null) => InsightNode.Create(
        storage ?? rig.Storage, time ?? TimeProvider.System,
        o =>
        {
            CachedAnswers.Declare(o);
            options?.Invoke(o);
        },
        provider => new RedisAnswers(
            rig.Connection, rig.Options, provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<SessionProcessingOptions>>().Value.InsightCache,
            provider.GetRequiredService<InsightCacheMetrics>(), TimeProvider.System, provider.GetRequiredService<ILogger<RedisAnswers>>()),
        logs);

    private static ValueTask<PathReport> AskAsync(InsightNode node, Func<CancellationToken, ValueTask<PathReport>> compute, InsightQuestion? question = null) =>
        node.Cache.AnswerAsync(question ?? Question, ReportsJsonContext.Default.PathReport, compute, default);

    private static ValueTask<PathReport> Never(CancellationToken cancellationToken) => throw new InvalidOperationException("It was kept, and is computed again.");

    private static int Warnings(CapturedLogs logs) =>
        logs.Lines.Count(l => l.Level == LogLevel.Warning && l.Text.Contains("cannot keep or give cached insight answers", StringComparison.Ordinal));

    private async Task<string[]> KeysAsync(string prefix) => [.. ((object?[])(await single.Server.CommandAsync("KEYS", prefix + ":answers:*"))!).Select(k => (string)k!)];
}
