using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Capture.Identity;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;
using ServerSessions.TestServers;

namespace ServerSessions.Tests.Capture;

/// <summary>The salt of the day is shared, changes at midnight and is gone after two days.</summary>
public sealed class DailySaltTests
{
    private readonly TestClock _clock = new();
    private readonly ISessionStorage _storage;
    private readonly SpyStorage _spy;

    public DailySaltTests() => (_storage, _spy) = SpyStorage.Around(new InProcessStorage(new InProcessStorageOptions(1), _clock));

    [Fact]
    public async Task Two_nodes_share_it_and_midnight_changes_it()
    {
        using var one = new DailySalt(_storage, _clock, NullLogger<DailySalt>.Instance);
        using var two = new DailySalt(_storage, _clock, NullLogger<DailySalt>.Instance);
        await one.StartAsync(default);
        await two.StartAsync(default);
        await Waiting.UntilAsync(() => one.Current.SequenceEqual(two.Current) && _clock.Waiting == 2);
        var first = one.Current;
        _clock.Advance(new DateTimeOffset(2026, 1, 6, 0, 0, 0, TimeSpan.Zero) - _clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Equal(first, one.Current);
        _clock.Advance(TimeSpan.FromSeconds(2));
        await Waiting.UntilAsync(() => one.Current.SequenceEqual(two.Current) && !one.Current.SequenceEqual(first) && _clock.Waiting == 2);
    }

    [Fact]
    public async Task None_is_kept_longer_than_two_days()
    {
        using var salt = new DailySalt(_storage, _clock, NullLogger<DailySalt>.Instance);
        await salt.StartAsync(default);
        await Waiting.UntilAsync(() => _clock.Waiting == 1);
        var first = (await SaltsAsync()).Single();
        for (var day = 1; day <= 2; day++)
        {
            var before = salt.Current;
            _clock.Advance(TimeSpan.FromHours(24));
            await Waiting.UntilAsync(() => !salt.Current.SequenceEqual(before) && _clock.Waiting == 1);
        }

        var kept = await SaltsAsync();
        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain(kept, d => d.Id == first.Id);
    }

    [Fact]
    public async Task Yesterdays_does_not_go_on_while_storage_is_away()
    {
        using var salt = new DailySalt(_storage, _clock, NullLogger<DailySalt>.Instance);
        await salt.StartAsync(default);
        await Waiting.UntilAsync(() => _clock.Waiting == 1);
        var first = salt.Current;
        _spy.DocumentsFail = true;
        _clock.Advance(TimeSpan.FromHours(24));
        await Waiting.UntilAsync(() => !salt.Current.SequenceEqual(first) && _clock.Waiting == 1);
        var own = salt.Current;
        _spy.DocumentsFail = false;
        _clock.Advance(TimeSpan.FromSeconds(10));
        await Waiting.UntilAsync(() => _clock.Waiting == 1);
        Assert.Equal(own, salt.Current);
    }

    private ValueTask<IReadOnlyList<Document>> SaltsAsync() => _storage.ListAsync(0, DailySalt.Table, DocumentRange.Oldest(100), default);
}
