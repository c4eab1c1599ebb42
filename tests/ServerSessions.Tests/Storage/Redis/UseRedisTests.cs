using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ServerSessions.Reports;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

public sealed class UseRedisTests(SingleServer single, ThreePrimaries three) : IClassFixture<SingleServer>, IClassFixture<ThreePrimaries>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Visits_to_one_node_are_read_on_another(bool cluster)
    {
        var (endpoints, prefix) = (cluster ? three.Cluster.Endpoints : single.Server.Endpoint, RedisRig.NewPrefix());
        await using var one = await RedisApp.StartAsync(endpoints, prefix, options: Keyed);
        await using var other = await RedisApp.StartAsync(endpoints, prefix, options: Keyed);
        using var visitor = one.Visitor();
        foreach (var page in (string[])["a", "b", "c"])
            await visitor.GetAsync(new Uri($"/pages/{page}", UriKind.Relative));
        await one.UntilAsync(p => p.Recorded == 3 && p.Partitions.All(q => q is { Backlog: 0, Outbox: 0, Owner: not null }));

        var listed = Assert.Single((await other.Reports.ListAsync(new SessionQuery())).Items);

        var report = await other.Reports.FindAsync(SessionId.TryParse(listed.Id, out var id) ? id : default);
        Assert.Equal(["GET /pages/{name}"], report!.Steps.Select(s => s.Step).Distinct());
        Assert.Equal("redis", (await other.Reports.PipelineAsync()).Storage);
    }

    [Fact]
    public async Task An_application_starts_and_serves_without_its_server_says_so_once_and_recovers()
    {
        await using var server = await RedisServer.StartAsync();
        await server.KillAsync();
        await using var app = await RedisApp.StartAsync(server.Endpoint, RedisRig.NewPrefix());
        using var visitor = app.Visitor();

        for (var i = 0; i < 20; i++)
            (await visitor.GetAsync(new Uri($"/pages/{i}", UriKind.Relative))).EnsureSuccessStatusCode();
        Assert.Single(app.Logs.Lines, l => l.Text.Contains($"Redis cannot be used yet ({server.Endpoint})", StringComparison.Ordinal));

        await server.RestartAsync();
        await app.UntilAsync(p => p is { Recorded: 20, Queued: 0, Dropped: 0 });
    }

    [Fact]
    public async Task Two_applications_with_different_partitions_on_one_prefix_do_not_both_start()
    {
        var prefix = RedisRig.NewPrefix();
        await using var one = await RedisApp.StartAsync(single.Server.Endpoint, prefix);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RedisApp.StartAsync(single.Server.Endpoint, prefix, options: o => o.Partitions = 8));

        Assert.Contains("Partitions is 8", refused.Message, StringComparison.Ordinal);
        Assert.Contains("has 4 partitions", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_development_keys_are_needed()
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => RedisApp.StartAsync(single.Server.Endpoint, RedisRig.NewPrefix(), "Production"));

        Assert.Contains("Keys is empty", refused.Message, StringComparison.Ordinal);
        await using var app = await RedisApp.StartAsync(single.Server.Endpoint, RedisRig.NewPrefix(), "Production", Keyed);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("localhost:6379,nonsense=7", "cannot be read")]
    [InlineData("password=x", "names no server")]
    public void A_connection_string_that_is_none_is_refused_where_it_is_written(string configuration, string expected)
    {
        var tracking = new ServiceCollection().AddSessionTracking();

        var refused = Assert.Throws<ArgumentException>(() => tracking.UseRedis(configuration));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_out_of_range_are_reported_together()
    {
        var refused = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSessionTracking().UseRedis("localhost", o =>
        {
            o.Prefix = "a{b}";
            o.Timeout = TimeSpan.Zero;
            o.MaxBacklog = 1;
            o.JourneyRetention = TimeSpan.Zero;
        }));

        Assert.All((string[])["Prefix", "Timeout", "MaxBacklog", "JourneyRetention"], name => Assert.Contains(name, refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_raw_is_in_the_server()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await RedisApp.StartAsync(server.Endpoint, RedisRig.NewPrefix());
        using var cookies = app.Cookies();
        using var visitor = RedisApp.Visitor(cookies);
        visitor.DefaultRequestHeaders.TryAddWithoutValidation("Referer", "https://elsewhere.example/canary-referrer?token=canary-token");
        for (var i = 0; i < 3; i++)
            await visitor.GetAsync(new Uri("/pages/canary-page@example.com?secret=canary-query", UriKind.Relative));
        await app.UntilAsync(p => p.Recorded == 3 && p.Partitions.All(q => q.Backlog == 0));

        await server.CommandAsync("SAVE");
        var stored = string.Concat(Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories)
            .Select(f => System.Text.Encoding.Latin1.GetString(ReadShared(f))));

        Assert.Contains("live", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", stored, StringComparison.OrdinalIgnoreCase);
        Assert.NotEmpty(cookies.Values);
        Assert.All(cookies.Values, c => Assert.DoesNotContain(c, stored, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_foreign_log_entry_becomes_a_dead_letter_that_reports_show()
    {
        var prefix = RedisRig.NewPrefix();
        await using var app = await RedisApp.StartAsync(single.Server.Endpoint, prefix, options: Keyed);
        await app.UntilAsync(p => p.Partitions.All(q => q.Owner is not null));

        await single.Server.CommandAsync("XADD", $"{prefix}:{{p02}}:events", "*", "hello", "world");
        await single.Server.CommandAsync("XADD", $"{prefix}:{{p02}}:events", "*", "p", "web", "s", "1", "n", "3", "b", "junk");
        await app.UntilAsync(p => p.Partitions.Sum(q => q.DeadLettered) == 2 && p.Partitions.All(q => q.Backlog == 0));

        var letters = await app.Reports.DeadLettersAsync();
        Assert.Equal([(2, "web", 4), (2, "", 10)], letters.Select(l => (l.Partition, l.Producer, l.Bytes)));
        Assert.Equal("junk", System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(letters[0].Head)));
        Assert.All(letters, l => Assert.NotEmpty(l.Reason));
        Assert.Single(await app.Reports.DeadLettersAsync(limit: 1));
    }

    [Fact]
    public async Task The_pipeline_reports_requests_also_while_the_server_is_away()
    {
        await using var server = await RedisServer.StartAsync();
        await using var app = await RedisApp.StartAsync(server.Endpoint, RedisRig.NewPrefix());
        await server.KillAsync();
        using var visitor = app.Visitor();
        await visitor.GetAsync(new Uri("/pages/a", UriKind.Relative));

        var report = await app.Reports.PipelineAsync();

        Assert.Equal((1L, 0L, 1L), (report.Served, report.Recorded, report.Queued));
        Assert.NotNull(report.StorageFault);
        Assert.Empty(report.Partitions);
    }

    [Fact]
    public async Task Events_that_something_else_trimmed_are_counted_as_missing()
    {
        var prefix = RedisRig.NewPrefix();
        await using var web = await RedisApp.StartAsync(single.Server.Endpoint, prefix, options: o =>
        {
            Keyed(o);
            o.Roles = SessionTrackingRoles.Capture;
        });
        using var visitor = web.Visitor();
        for (var i = 1; i <= 5; i++)
        {
            await visitor.GetAsync(new Uri($"/pages/{i}", UriKind.Relative));
            await web.UntilAsync(p => p.Recorded == i);
            if (i == 4)
                foreach (var partition in Enumerable.Range(0, 4))
                    await single.Server.CommandAsync("XTRIM", $"{prefix}:{{p{partition:00}}}:events", "MAXLEN", "0");
        }

        await using var worker = await RedisApp.StartAsync(single.Server.Endpoint, prefix, options: Keyed);
        var report = await worker.UntilAsync(p => p.Partitions.All(q => q is { Backlog: 0, Owner: not null }));

        Assert.Equal(4, report.Partitions.Sum(p => p.Missing));
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static void Keyed(SessionTrackingOptions options) =>
        options.Keys.Add(new SessionKey { Id = "test", Secret = Convert.ToBase64String(Enumerable.Repeat((byte)7, 32).ToArray()) });
}
