using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace ServerSessions.Reports.Caching;

/// <summary>A cache in memory whose limit counts whole entries: the hybrid cache gives the size of the content only.</summary>
internal sealed class CountedCache(IOptions<MemoryCacheOptions> options) : IMemoryCache
{
    /// <summary>An entry of the cache with its dates, lists and its place in the table, and the buffer that the hybrid cache keeps; rounded up.</summary>
    public const int EntryBytes = 512;

    private readonly MemoryCache _cache = new(options);

    /// <summary>Bytes that an entry takes.</summary>
    public static long Whole(object key, long content) => content + EntryBytes + (key is string text ? text.Length * sizeof(char) : 0);

    public ICacheEntry CreateEntry(object key) => new CountedEntry(_cache.CreateEntry(key));

    public bool TryGetValue(object key, out object? value) => _cache.TryGetValue(key, out value);

    public void Remove(object key) => _cache.Remove(key);

    public void Dispose() => _cache.Dispose();
}
