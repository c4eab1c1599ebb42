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
