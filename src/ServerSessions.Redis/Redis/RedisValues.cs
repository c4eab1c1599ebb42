using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using StackExchange.Redis;

namespace ServerSessions.Storage.Redis;

/// <summary>Converts between values of the contract and stored values.</summary>
internal static class RedisValues
{
    public const int IdBytes = 16;

    public static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Array is { } array && array.Length == segment.Count
            ? array
            : memory.ToArray();

    public static byte[] Bytes(Pseudonym id)
    {
        var bytes = new byte[Pseudonym.Size];
        id.Write(bytes);
        return bytes;
    }

    public static byte[] Bytes(SessionId id) => id.Value.ToByteArray(bigEndian: true);

    /// <summary>An entry of the index of open sessions: the id, then the key.</summary>
    public static byte[] Bytes(OpenSession session) => [.. Bytes(session.Id), .. Bytes(session.Key)];

    /// <summary>The same after its user.</summary>
    public static byte[] UserBytes(OpenSession session) => [.. Bytes(session.User), .. Bytes(session)];

    public static SessionId Session(ReadOnlySpan<byte> bytes) => new(new Guid(bytes, bigEndian: true));

    /// <summary>Returns the field of a live subject: kind and id.</summary>
    public static byte[] Bytes(LiveKey key)
    {
        var bytes = new byte[1 + Pseudonym.Size];
        bytes[0] = (byte)key.Kind;
        key.Id.Write(bytes.AsSpan(1));
        return bytes;
    }

    public static LiveKey Live(ReadOnlySpan<byte> bytes) => new((ActorKind)bytes[0], Pseudonym.Read(bytes[1..]));

    /// <summary>Returns eight bytes that sort as the number does, negative ones first.</summary>
    public static byte[] Order(long order)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, order ^ long.MinValue);
        return bytes;
    }

    public static long Order(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64BigEndian(bytes) ^ long.MinValue;

    public static StreamPosition Position(string? text) => text is not null && StreamPosition.TryParse(text, out var position) ? position : default;

    public static StreamPosition After(StreamPosition position) => position with { Counter = position.Counter + 1 };

    public static long Number(RedisResult result) => result.IsNull ? 0 : long.Parse((string)result!, CultureInfo.InvariantCulture);

    public static RedisResult[] List(RedisResult result) => result.IsNull ? [] : (RedisResult[])result!;

    /// <summary>Returns a field of a stream's entry by name; null when it is missing.</summary>
    public static byte[]? Field(RedisResult[] fields, string name)
    {
        for (var i = 0; i + 1 < fields.Length; i += 2)
            if ((string?)fields[i] == name)
                return (byte[]?)fields[i + 1];
        return null;
    }

    public static long? NumberField(RedisResult[] fields, string name) =>
        Field(fields, name) is { } bytes && long.TryParse(bytes, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
