using ServerSessions.Storage;
using ServerSessions.Tests.Storage.Redis;

namespace ServerSessions.Tests.Response;

public sealed class RedisDecisionBoundsTests(SingleServer single) : DecisionBounds, IClassFixture<SingleServer>, IAsyncLifetime
{
    private RedisRig? _rig;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_rig is not null)
            await _rig.DisposeAsync();
    }

    private protected override async Task<ISessionStorage> CreateAsync() => (_rig = await RedisRig.StartAsync(single.Server.Endpoint)).Storage;
}
