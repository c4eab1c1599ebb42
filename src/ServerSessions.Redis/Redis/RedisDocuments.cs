using System.Buffers.Binary;
using System.Text;

namespace ServerSessions.Storage.Redis;

/// <summary>Stores documents: a hash of order, version and data by id, and a sorted set of order and id.</summary>
internal sealed class RedisDocuments(RedisCalls calls, RedisKeys[] keys)
{
    private const int Head = 16;

    public async ValueTask<Document?> GetAsync(int partition, string table, string id, CancellationToken cancellationToken)
    {
        var value = await calls.ExecuteAsync(partition, "HGET", cancellationToken, keys[partition].Documents(table), id);
        return value.IsNull ? null : Document(table, id, (byte[])value!);
    }

    public async ValueTask<long?> PutAsync(
        int partition, string table, string id, long order, ReadOnlyMemory<byte> data, long? expectedVersion, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        var version = await calls.RunAsync(partition, RedisScript.Put, [of.Documents(table), of.DocumentIndex(table)], [
            id, RedisValues.Order(order), RedisValues.Bytes(data), expectedVersion?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? ""], cancellationToken);
        return version.IsNull ? null : RedisValues.Number(version);
    }

    public async ValueTask<bool> DeleteAsync(int partition, string table, string id, CancellationToken cancellationToken)
    {
        var of = keys[partition];
        return RedisValues.Number(await calls.RunAsync(partition, RedisScript.Delete, [of.Documents(table), of.DocumentIndex(table)], [id], cancellationToken)) == 1;
    }

    public async ValueTask<IReadOnlyList<Document>> ListAsync(int partition, string table, DocumentRange range, CancellationToken cancellationToken)
    {
        if (range.Limit <= 0 || range.From >= range.To)
            return [];
        byte[] low = [(byte)'[', .. RedisValues.Order(range.From)], high = [(byte)'(', .. RedisValues.Order(range.To)];
        if (range.After is { } after)
        {
            byte[] cursor = [(byte)'(', .. RedisValues.Order(after.Order), .. Encoding.UTF8.GetBytes(after.Id)];
            if (!range.Descending && cursor.AsSpan(1).SequenceCompareTo(low.AsSpan(1)) >= 0)
                low = cursor;
            if (range.Descending && cursor.AsSpan(1).SequenceCompareTo(high.AsSpan(1)) < 0)
                high = cursor;
        }

        var (command, begin, end) = range.Descending ? ("ZREVRANGEBYLEX", high, low) : ("ZRANGEBYLEX", low, high);
        var names = RedisValues.List(await calls.ExecuteAsync(
            partition, command, cancellationToken, keys[partition].DocumentIndex(table), begin, end, "LIMIT", 0, range.Limit));
        if (names.Length == 0)
            return [];
        string[] ids = [.. names.Select(n => Encoding.UTF8.GetString(((byte[])n!).AsSpan(8)))];
        object[] arguments = [keys[partition].Documents(table), .. ids];
        var values = RedisValues.List(await calls.ExecuteAsync(partition, "HMGET", cancellationToken, arguments));
        return [.. ids.Zip(values).Where(v => !v.Second.IsNull).Select(v => Document(table, v.First, (byte[])v.Second!))];
    }

    public async ValueTask<long> CountAsync(int partition, string table, CancellationToken cancellationToken) =>
        RedisValues.Number(await calls.ExecuteAsync(partition, "ZCARD", cancellationToken, keys[partition].DocumentIndex(table)));

    private static Document Document(string table, string id, byte[] value) =>
        new(table, id, RedisValues.Order(value), BinaryPrimitives.ReadInt64BigEndian(value.AsSpan(8)), value.AsMemory(Head));
}
