using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Privacy;
using ServerSessions.Storage.InProcess;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Privacy;

/// <summary>All nodes of one storage name identities with one key, whatever their lists, and change it at one moment, where it changes at all.</summary>
public sealed class KeyHistoryServiceTests
{
    private readonly TestClock _clock = new();
    private readonly InProcessStorage _storage;

    public KeyHistoryServiceTests() => _storage = new(new InProcessStorageOptions(2), _clock);

    [Fact]
    public async Task Nodes_with_different_lists_name_with_the_key_of_before_also_when_it_is_listed_no_longer()
    {
        await RunAsync(TestKeys.Old);
        using var ofOne = await StartAsync([TestKeys.Old, TestKeys.New], out var one);
        using var ofOther = await StartAsync([TestKeys.New, TestKeys.Old], out var other);
        Assert.Equal(("old", "old"), (one.Identity.Id, other.Identity.Id));

        _clock.Advance(TimeSpan.FromDays(90));
        using var ofLater = await StartAsync([TestKeys.Newest, TestKeys.New], out var later);
        Assert.True(later.Identity.IsSame(one.Identity));
        using var ofLast = await StartAsync([TestKeys.Newest], out var last);
        Assert.True(last.Identity.IsSame(one.Identity));
        foreach (var service in new[] { ofOne, ofOther, ofLater, ofLast })
            await service.StopAsync(default);
    }

    [Fact]
    public async Task A_key_that_renames_takes_over_on_all_nodes_at_the_same_moment()
    {
        await RunAsync(TestKeys.Old);
        var renaming = TestKeys.New with { RenamesIdentities = true };
        using var ofOne = await StartAsync([TestKeys.Old, renaming], out var one);
        using var ofOther = await StartAsync([renaming, TestKeys.Old], out var other);
        Assert.Equal(("old", "old"), (one.Identity.Id, other.Identity.Id));
        await Waiting.UntilAsync(() => Task.FromResult(_clock.Waiting == 2));

        _clock.Advance(KeyHistory.Notice - TimeSpan.FromSeconds(1));
        await Waiting.UntilAsync(() => Task.FromResult(_clock.Waiting == 2));
        Assert.Equal(("old", "old"), (one.Identity.Id, other.Identity.Id));

        _clock.Advance(TimeSpan.FromMinutes(1));
        await Waiting.UntilAsync(() => Task.FromResult((one.Identity.Id, other.Identity.Id) == ("new", "new")));
        await ofOne.StopAsync(default);
        await ofOther.StopAsync(default);
    }

    [Fact]
    public async Task A_node_with_unrelated_keys_does_not_start_and_the_others_keep_their_names_and_what_later_keys_need()
    {
        await RunAsync(TestKeys.Old);
        using var first = await StartAsync([TestKeys.New, TestKeys.Old], out var one);
        var before = (await _storage.GetAsync(0, KeyHistoryService.Table, KeyHistoryService.Id, default))!.Value;

        await Assert.ThrowsAsync<UnrelatedKeysException>(() => StartAsync([TestKeys.Newest], out _));
        await Assert.ThrowsAsync<UnrelatedKeysException>(() => StartAsync([TestKeys.Newest with { Id = TestKeys.Old.Id }], out _));

        var after = (await _storage.GetAsync(0, KeyHistoryService.Table, KeyHistoryService.Id, default))!.Value;
        Assert.Equal(before.Version, after.Version);
        Assert.Equal(before.Data.ToArray(), after.Data.ToArray());
        using var second = await StartAsync([TestKeys.New], out var other);
        Assert.True(other.Identity.IsSame(one.Identity));
        foreach (var service in new[] { first, second })
            await service.StopAsync(default);
    }

    [Fact]
    public async Task A_running_node_that_a_renaming_leaves_behind_says_so_once_and_writes_nothing()
    {
        await RunAsync(TestKeys.Old);
        var logs = new CapturedLogs();
        using var factory = new LoggerFactory([logs]);
        var keys = new KeyRing([TestKeys.Old], _clock);
        using var behind = new KeyHistoryService(_storage, keys, _clock, factory.CreateLogger<KeyHistoryService>());
        await behind.StartAsync(default);
        using var renaming = await StartAsync([TestKeys.New with { RenamesIdentities = true }], out _);
        await Waiting.UntilAsync(() => Task.FromResult(_clock.Waiting == 2));

        for (var minute = 0; minute < 10; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await Waiting.UntilAsync(() => Task.FromResult(_clock.Waiting == 2));
        }

        Assert.Equal("old", keys.Identity.Id);
        Assert.Single(logs.Lines, l => l.Level == LogLevel.Critical);
        using var later = await StartAsync([TestKeys.New], out var renamed);
        Assert.Equal("new", renamed.Identity.Id);
        foreach (var service in new[] { behind, renaming, later })
            await service.StopAsync(default);
    }

    private async Task RunAsync(SessionKey key)
    {
        using var service = await StartAsync([key], out _);
        Assert.NotNull(await _storage.GetAsync(0, KeyHistoryService.Table, KeyHistoryService.Id, default));
        await service.StopAsync(default);
    }

    private Task<KeyHistoryService> StartAsync(SessionKey[] list, out KeyRing keys)
    {
        keys = new KeyRing(list, _clock);
        return RunAsync(new KeyHistoryService(_storage, keys, _clock, NullLogger<KeyHistoryService>.Instance));

        static async Task<KeyHistoryService> RunAsync(KeyHistoryService service)
        {
            await service.StartAsync(default);
            return service;
        }
    }
}
