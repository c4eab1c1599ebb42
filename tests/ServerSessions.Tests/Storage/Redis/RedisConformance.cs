namespace ServerSessions.Tests.Storage.Redis;

/// <summary>The contract's facts on real servers, by their own clock.</summary>
public abstract class RedisConformance(string address, string prefix = "") : StorageConformance
{
    private readonly List<RedisRig> _rigs = [];

    public override async Task DisposeAsync()
    {
        foreach (var rig in _rigs)
            await rig.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override Task<object> CreateAsync(StorageConformanceOptions options)
    {
        var rig = RedisRig.Create(address, options.Partitions, o =>
        {
            o.MaxBacklog = Math.Max(options.MaxBacklog, 1);
            o.Prefix = prefix + o.Prefix;
        });
        _rigs.Add(rig);
        return Task.FromResult<object>(rig.Storage);
    }

    // Leases run by the server's clock, which a test cannot set forward.
    protected override Task ElapseAsync(TimeSpan time) => Task.Delay(time + TimeSpan.FromMilliseconds(50));
}
