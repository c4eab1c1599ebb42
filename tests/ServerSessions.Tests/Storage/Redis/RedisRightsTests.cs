using System.Text.RegularExpressions;
using ServerSessions.Reports;
using ServerSessions.Storage;
using ServerSessions.Storage.Redis;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>Servers that allow less than everything, and what is said when it is too little.</summary>
public sealed partial class RedisRightsTests(RestrictedServer restricted) : IClassFixture<RestrictedServer>
{
    private static readonly string[] Administration = ["CONFIG", "CLUSTER", "CLIENT", "INFO"];

    [Fact]
    public void The_documented_user_may_run_every_command_that_the_storage_needs()
    {
        var granted = RestrictedServer.Line.Split(' ').Where(w => w.StartsWith('+')).Select(w => w[1..]).ToHashSet(StringComparer.OrdinalIgnoreCase);

        Assert.Empty(RedisCommandCheck.Needed.Concat(["EVAL", "EVALSHA", "PUBLISH", "SUBSCRIBE"]).Except(granted, StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void The_check_at_start_names_every_command_that_is_sent_outside_of_scripts()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(SourceTree.Root(), "src/ServerSessions.Redis"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText);
        var sent = sources.SelectMany(s => DataCommand().Matches(s)).Select(m => m.Groups[1].Value).ToHashSet();

        Assert.Contains("XREVRANGE", sent);
        Assert.Empty(sent.Except(RedisCommandCheck.Needed));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sessions_are_kept_for_a_user_with_and_without_channels_and_the_lack_is_said_once(bool hasChannels)
    {
        await using var app = await RedisApp.StartAsync(hasChannels ? restricted.Address : restricted.SilentAddress, "ss:" + RedisRig.NewPrefix());

        await VisitAsync(app, 3);

        Assert.Equal(hasChannels ? 0 : 1, app.Logs.Lines.Count(l => l.Text.Contains("does not notify processes", StringComparison.Ordinal)));
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("cannot be used yet", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_topic_is_published_within_the_process_when_the_server_allows_no_channel()
    {
        await using var rig = await RedisRig.StartAsync(restricted.SilentAddress, configure: o => o.Prefix = "ss:" + o.Prefix);

        var heard = rig.Storage.WaitForAsync("topic", TimeSpan.FromMinutes(10), default).AsTask();
        await rig.Storage.PublishAsync("topic", default);

        await heard.InTimeAsync();
    }

    [Fact]
    public async Task Sessions_are_kept_for_a_user_that_may_subscribe_and_not_publish_and_the_lack_is_said_once()
    {
        await using var app = await RedisApp.StartAsync(restricted.ListeningAddress, "ss:" + RedisRig.NewPrefix());

        await VisitAsync(app, 3);

        Assert.Single(app.Logs.Lines, l => l.Text.Contains("does not notify processes", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.Lines, l => l.Text.Contains("cannot be used yet", StringComparison.Ordinal));
        Assert.Equal(0, (await app.Reports.PipelineAsync(default)).Dropped);
    }

    [Fact]
    public async Task A_user_that_may_not_publish_appends_once_and_receives_what_others_publish()
    {
        var prefix = "ss:" + RedisRig.NewPrefix();
        await using var listening = await RedisRig.StartAsync(restricted.ListeningAddress, configure: o => o.Prefix = prefix);
        await using var other = await RedisRig.StartAsync(restricted.Address, configure: o => o.Prefix = prefix);

        for (var i = 1; i <= 3; i++)
            Assert.Equal(AppendStatus.Appended, (await listening.Storage.AppendAsync(0, "web", [new EventBatch(i, 1, new byte[] { 1 })], default)).Status);
        Assert.Equal(3, (await other.Storage.ReadAsync(0, StreamPosition.Start, 10, default)).Count);

        // Ten minutes is no answer in time: only what is published ends the waiting, here by the process itself and there by another one.
        foreach (var publisher in new[] { listening, other })
        {
            var heard = listening.Storage.WaitForAsync("topic", TimeSpan.FromMinutes(10), default).AsTask();
            await publisher.Storage.PublishAsync("topic", default);
            await heard.InTimeAsync();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_are_kept_where_the_commands_of_administration_are_renamed_or_forbidden(bool renamed)
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { RemovedCommands = renamed ? Administration : [] });
        if (!renamed)
            await server.CommandAsync(["ACL", "SETUSER", "plain", "on", ">secret", "~*", "&*", "+@all", .. Administration.Select(c => "-" + c)]);
        await using var app = await RedisApp.StartAsync(renamed ? server.Endpoint : $"redis://plain:secret@{server.Endpoint}", RedisRig.NewPrefix());

        await VisitAsync(app, 3);

        Assert.Single(app.Logs.Lines, l => l.Text.Contains("settings of Redis could not be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("EVALSHA")]
    [InlineData("EVAL")]
    [InlineData("XADD")]
    [InlineData("ZREVRANGEBYLEX")]
    public async Task A_server_that_lacks_a_command_ends_the_start_with_its_name_and_what_is_supported(string command)
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { RemovedCommands = [command] });

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RedisApp.StartAsync(server.Endpoint, RedisRig.NewPrefix()));

        Assert.Contains($"does not have the command {command}.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Redis 7.0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_without_publishing_keeps_sessions()
    {
        await using var server = await RedisServer.StartAsync(new RedisServerOptions { RemovedCommands = ["PUBLISH", "SUBSCRIBE"] });
        await using var app = await RedisApp.StartAsync(server.Endpoint, RedisRig.NewPrefix());

        await VisitAsync(app, 3);
    }

    [Fact]
    public async Task A_user_that_may_not_run_a_command_is_said_which_and_the_application_starts()
    {
        await using var server = await RedisServer.StartAsync();
        await server.CommandAsync(["ACL", "SETUSER", "weak", "on", ">secret", "~*", "&*", "+@all", "-xadd"]);

        await using var app = await RedisApp.StartAsync($"redis://weak:secret@{server.Endpoint}", RedisRig.NewPrefix());

        Assert.Contains(app.Logs.Lines, l => l.Text.Contains($"cannot be used yet ({server.Endpoint}): The user of the connection may not run XADD", StringComparison.Ordinal));
        await server.CommandAsync("ACL", "SETUSER", "weak", "+xadd");
        await VisitAsync(app, 3);
    }

    internal static async Task VisitAsync(RedisApp app, int pages)
    {
        using var visitor = app.Visitor();
        for (var i = 0; i < pages; i++)
            (await visitor.GetAsync(new Uri($"/pages/{i}", UriKind.Relative))).EnsureSuccessStatusCode();
        await app.UntilAsync(p => p.Recorded == pages && p.Partitions.All(q => q is { Backlog: 0, Outbox: 0, Owner: not null }));
        Assert.Equal(pages, Assert.Single((await app.Reports.ListAsync(new SessionQuery())).Items).Steps);
    }

    [GeneratedRegex("\"((?:X|Z|H)[A-Z]{3,})\"")]
    private static partial Regex DataCommand();
}
