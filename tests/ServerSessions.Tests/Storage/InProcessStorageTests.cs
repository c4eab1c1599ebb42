using ServerSessions.Storage.InProcess;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Storage;

public class InProcessStorageTests : StorageConformance
{
    private readonly TestClock _clock = new();

    protected override Task<object> CreateAsync(StorageConformanceOptions options) => Task.FromResult<object>(
        new InProcessStorage(new InProcessStorageOptions(options.Partitions, MaxBacklog: options.MaxBacklog), _clock));

    protected override Task ElapseAsync(TimeSpan time)
    {
        _clock.Advance(time);
        return Task.CompletedTask;
    }
}
