
namespace ServerSessions.Storage.Redis;

/// <summary>Reads the index of open sessions, which commits keep: sorted sets in the order of their bytes.</summary>
internal sealed class RedisOpenSessions(RedisCalls calls, RedisKeys[] keys)
{
    private const int Size = Pseudonym.Size;

    // Above any id and key that follow a user or an id.
    private static readonly byte[] Last = [.. Enumerable.Repeat(byte.MaxValue, (2 * Size) + 1)];

    public async ValueTask<IReadOnlyList<OpenSession>> ListAsync(int partition, OpenQuery query, CancellationToken cancellationToken)
    {
        if (query.Limit <= 0)
            return [];
        byte[] user = query.User.IsNone ? [] : RedisValues.Bytes(query.User);
        byte[] high = query.Before is { } before ? [(byte)'(', .. user, .. RedisValues.Bytes(before)] : [(byte)'(', .. user, .. Last];
        var read = RedisValues.List(await calls.ExecuteAsync(
            partition, "ZREVRANGEBYLEX", cancellationToken, query.User.IsNone ? keys[partition].Open : keys[partition].OpenUsers, high, (byte[])[(byte)'[', .. user], "LIMIT", 0, query.Limit));
        return Array.ConvertAll(read, entry => Session((byte[])entry!, user.Length, query.User));
    }

    public async ValueTask<Pseudonym?> FindAsync(SessionId id, CancellationToken cancellationToken)
    {
        if (id.Partition >= keys.Length)
            return null;
        var begin = RedisValues.Bytes(id);
        var read = RedisValues.List(await calls.ExecuteAsync(
            id.Partition, "ZRANGEBYLEX", cancellationToken, keys[id.Partition].Open, (byte[])[(byte)'[', .. begin], (byte[])[(byte)'(', .. begin, .. Last], "LIMIT", 0, 1));
        return read is [var entry] ? Session((byte[])entry!, 0, Pseudonym.None).Key : null;
    }

    private static OpenSession Session(ReadOnlySpan<byte> entry, int at, Pseudonym user) =>
        new(RedisValues.Session(entry.Slice(at, Size)), Pseudonym.Read(entry[(at + Size)..]), user);
}
