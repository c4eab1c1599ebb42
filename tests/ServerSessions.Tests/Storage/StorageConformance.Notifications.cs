using ServerSessions.TestServers;

namespace ServerSessions.Tests.Storage;

public abstract partial class StorageConformance
{
    [Fact]
    public async Task What_is_told_wakes_who_listens_and_who_listens_just_after()
    {
        var listening = _storage.WaitForAsync("news", Long, None).AsTask();
        await _storage.PublishAsync("other", None);
        await _storage.PublishAsync("news", None);
        await listening.InTimeAsync();

        await _storage.PublishAsync("news", None);
        await _storage.WaitForAsync("news", Long, None).AsTask().InTimeAsync();
    }

    [Fact]
    public async Task Who_is_told_nothing_listens_no_longer_than_he_wants_to()
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
