using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>
/// A hash of text under a random key of this process, after wyhash (Wang Yi, 2019): sixteen bytes per multiplication. Only for places in
/// caches: it is no pseudonym and has no meaning outside the process.
/// </summary>
internal static class KeyedTextHash
{
    private static readonly ulong Key0 = Draw();
    private static readonly ulong Key1 = Draw();
    private static readonly ulong Key2 = Draw();

    public static ulong Of(ReadOnlySpan<char> text)
    {
        var bytes = MemoryMarshal.AsBytes(text);
        var hash = Key0 ^ (ulong)bytes.Length;
        for (; bytes.Length >= 16; bytes = bytes[16..])
            hash = Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ Key1, BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]) ^ hash);
        var (low, high) = (0UL, 0UL);
        if (bytes.Length >= 8)
        {
            low = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            bytes = bytes[8..];
        }

        for (var i = 0; i < bytes.Length; i++)
            high |= (ulong)bytes[i] << (8 * i);
        return Mix(Mix(low ^ Key2, high ^ hash) ^ Key1, Key2);
    }

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }

    private static ulong Draw()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) | 1;
    }
}
