using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Privacy;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Privacy;

/// <summary>All nodes of one storage name identities under one key, whatever the order of their lists, and change it at one moment.</summary>
public sealed class KeyHistoryServiceTests
{
    [Fact]
    public async Task Nodes_with_different_lists_change_the_key_at_the_same_moment()
    {
        var clock = new TestClock();
        var storage = new InProcessStorage(new InProcessStorageOptions(2), clock);
        var first = new KeyRing([TestKeys.Old], clock);
        using (var service = await StartAsync(first))
        {
            await UntilAsync(async () => await storage.GetAsync(0, KeyHistoryService.Table, KeyHistoryService.Id, default) is not null);
            await service.StopAsync(default);
        }

        var (one, other) = (new KeyRing([TestKeys.Old, TestKeys.New], clock), new KeyRing([TestKeys.New, TestKeys.Old], clock));
        Assert.Equal("new", other.Identity.Id);
        using var ofOne = await StartAsync(one);
        using var ofOther = await StartAsync(other);
        Assert.Equal(("old", "old"), (one.Identity.Id, other.Identity.Id));
        await UntilAsync(() => Task.FromResult(clock.Waiting == 2));

        clock.Advance(TimeSpan.FromMinutes(2));
        await UntilAsync(() => Task.FromResult(clock.Waiting == 2));
        Assert.Equal(("old", "old"), (one.Identity.Id, other.Identity.Id));

        clock.Advance(KeyHistory.CarryOver);
        await UntilAsync(() => Task.FromResult((one.Identity.Id, other.Identity.Id) == ("new", "new")));
        await ofOne.StopAsync(default);
        await ofOther.StopAsync(default);

        async Task<KeyHistoryService> StartAsync(KeyRing keys)
        {
            var service = new KeyHistoryService(storage, keys, clock, NullLogger<KeyHistoryService>.Instance);
            await service.StartAsync(default);
            return service;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        for (var clock = Stopwatch.StartNew(); !await so(); await Task.Delay(5))
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), "It did not become so in time.");
    }
}
