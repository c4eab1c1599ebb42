using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MessagePack;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Writes MessagePack's integers in their smallest form to a place that has room for <see cref="MaxBytes"/>, which the caller has seen
/// to; checked for each byte they would be the dearest part of an event.
/// </summary>
internal static class PackedInteger
{
    public const int MaxBytes = 9;

    /// <returns>The place after what was written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Write(ref byte to, ulong value)
    {
        if (value >= 128)
            return ref WriteLarge(ref to, value);
        to = (byte)value;
        return ref Unsafe.Add(ref to, 1);
    }

    /// <returns>The place after what was written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref byte Write(ref byte to, long value)
    {
        if (value < 0)
            return ref WriteNegative(ref to, value);
        return ref Write(ref to, (ulong)value);
    }

    /// <summary>Writes integers one after the other. The room is checked once for all of them.</summary>
    public static void WriteIntegers(this ref MessagePackWriter writer, params scoped ReadOnlySpan<long> values)
    {
        ref var start = ref MemoryMarshal.GetReference(writer.GetSpan(values.Length * MaxBytes));
        ref var to = ref start;
        foreach (var value in values)
            to = ref Write(ref to, value);
        writer.Advance((int)Unsafe.ByteOffset(ref start, ref to));
    }

    private static ref byte WriteLarge(ref byte to, ulong value) =>
        ref value <= ushort.MaxValue
            ? ref value <= byte.MaxValue ? ref Write8(ref to, 0xCC, (byte)value) : ref Write16(ref to, 0xCD, (ushort)value)
            : ref value <= uint.MaxValue ? ref Write32(ref to, 0xCE, (uint)value) : ref Write64(ref to, 0xCF, value);

    private static ref byte WriteNegative(ref byte to, long value)
    {
        if (value < -32)
            return ref value >= short.MinValue
                ? ref value >= sbyte.MinValue ? ref Write8(ref to, 0xD0, (byte)value) : ref Write16(ref to, 0xD1, (ushort)value)
                : ref value >= int.MinValue ? ref Write32(ref to, 0xD2, (uint)value) : ref Write64(ref to, 0xD3, (ulong)value);
        to = (byte)value;
        return ref Unsafe.Add(ref to, 1);
    }

    private static ref byte Write8(ref byte to, byte code, byte value)
    {
        to = code;
        Unsafe.Add(ref to, 1) = value;
        return ref Unsafe.Add(ref to, 2);
    }

    private static ref byte Write16(ref byte to, byte code, ushort value)
    {
        to = code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 1), BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return ref Unsafe.Add(ref to, 3);
    }

    private static ref byte Write32(ref byte to, byte code, uint value)
    {
        to = code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 1), BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return ref Unsafe.Add(ref to, 5);
    }

    private static ref byte Write64(ref byte to, byte code, ulong value)
    {
        to = code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref to, 1), BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return ref Unsafe.Add(ref to, 9);
    }
}
