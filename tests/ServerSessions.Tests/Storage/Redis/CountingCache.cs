using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>A distributed cache of an application that counts what is asked of it.</summary>
internal sealed class CountingCache : IDistributedCache, IDisposable
{
    private readonly MemoryDistributedCache _inner = new(Options.Create(new MemoryDistributedCacheOptions()));
    private int _calls;

    public int Calls => Volatile.Read(ref _calls);

    public bool IsDisposed { get; private set; }

    public byte[]? Get(string key) => Counted().Get(key);

    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Counted().GetAsync(key, token);

    public void Refresh(string key) => Counted().Refresh(key);

    public Task RefreshAsync(string key, CancellationToken token = default) => Counted().RefreshAsync(key, token);

    public void Remove(string key) => Counted().Remove(key);

    public Task RemoveAsync(string key, CancellationToken token = default) => Counted().RemoveAsync(key, token);

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => Counted().Set(key, value, options);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Counted().SetAsync(key, value, options, token);

    public void Dispose() => IsDisposed = true;

    private MemoryDistributedCache Counted()
    {
        Interlocked.Increment(ref _calls);
        return _inner;
    }
}
