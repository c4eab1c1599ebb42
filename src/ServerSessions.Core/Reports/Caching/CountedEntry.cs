using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;

namespace ServerSessions.Reports.Caching;

/// <summary>An entry whose size is that of the whole entry.</summary>
internal sealed class CountedEntry(ICacheEntry entry) : ICacheEntry
{
    public object Key => entry.Key;

    public object? Value { get => entry.Value; set => entry.Value = value; }

    public DateTimeOffset? AbsoluteExpiration { get => entry.AbsoluteExpiration; set => entry.AbsoluteExpiration = value; }

    public TimeSpan? AbsoluteExpirationRelativeToNow { get => entry.AbsoluteExpirationRelativeToNow; set => entry.AbsoluteExpirationRelativeToNow = value; }

    public TimeSpan? SlidingExpiration { get => entry.SlidingExpiration; set => entry.SlidingExpiration = value; }

    public IList<IChangeToken> ExpirationTokens => entry.ExpirationTokens;

    public IList<PostEvictionCallbackRegistration> PostEvictionCallbacks => entry.PostEvictionCallbacks;

    public CacheItemPriority Priority { get => entry.Priority; set => entry.Priority = value; }

    public long? Size { get => entry.Size; set => entry.Size = value is { } content ? CountedCache.Whole(Key, content) : null; }

    public void Dispose() => entry.Dispose();
}
