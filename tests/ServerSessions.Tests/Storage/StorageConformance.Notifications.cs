using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task A_notification_wakes_present_subscribers_and_those_that_wait_just_after()
    {
        var listening = _storage.WaitForAsync("news", Long, None).AsTask();
        await _storage.PublishAsync("other", None);
        await _storage.PublishAsync("news", None);
        await listening.InTimeAsync();

        await _storage.PublishAsync("news", None);
        await _storage.WaitForAsync("news", Long, None).AsTask().InTimeAsync();
    }

    [Fact]
    public async Task A_subscriber_without_a_notification_waits_no_longer_than_its_timeout()
    {
        var listening = _storage.WaitForAsync("silence", TimeSpan.FromMilliseconds(50), None).AsTask();
        await ElapseAsync(TimeSpan.FromMilliseconds(60));
        await listening.InTimeAsync();
        using var stop = new CancellationTokenSource();
        var stopped = _storage.WaitForAsync("silence", Long, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => stopped.InTimeAsync());
    }
}
