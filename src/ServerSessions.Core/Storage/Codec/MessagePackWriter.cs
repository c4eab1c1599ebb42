using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Writes MessagePack (the public format specification), integers in their smallest form. What was written reaches the buffer
/// with <see cref="Flush"/>, which the caller must call at the end.
/// </summary>
internal ref struct MessagePackWriter(IBufferWriter<byte> output)
{
    private const int LeastSpan = 256;

    private readonly IBufferWriter<byte> _output = output;
    private Span<byte> _span = [];
    private int _used;

    public void WriteNil() => WriteByte(0xC0);

    public void Write(bool value) => WriteByte(value ? (byte)0xC3 : (byte)0xC2);

    public void Write(long value)
    {
        ref var to = ref MemoryMarshal.GetReference(Reserve(PackedInteger.MostBytes));
        _used += (int)Unsafe.ByteOffset(ref to, ref PackedInteger.Write(ref to, value));
    }

    public void Write(ulong value)
    {
        ref var to = ref MemoryMarshal.GetReference(Reserve(PackedInteger.MostBytes));
        _used += (int)Unsafe.ByteOffset(ref to, ref PackedInteger.Write(ref to, value));
    }

    public void Write(double value)
    {
        var span = Reserve(9);
        span[0] = 0xCB;
        BinaryPrimitives.WriteDoubleBigEndian(span[1..], value);
        _used += 9;
    }

    /// <summary>Writes a string, or nil for null.</summary>
    public void Write(string? value)
    {
        if (value is null)
            WriteNil();
        else
            Write(value.AsSpan());
    }

    public void Write(ReadOnlySpan<char> value)
    {
        var bytes = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(bytes);
        Encoding.UTF8.GetBytes(value, Reserve(bytes));
        _used += bytes;
    }

    public void WriteBinary(scoped ReadOnlySpan<byte> value)
    {
        WriteBinaryHeader(value.Length);
        WriteRaw(value);
    }

    /// <summary>Announces bytes that the caller writes next with <see cref="WriteRaw"/>.</summary>
    public void WriteBinaryHeader(int length)
    {
        if (length <= byte.MaxValue)
        {
            WriteByte(0xC4);
            WriteByte((byte)length);
        }
        else
        {
            WriteLength(0xC5, 0xC6, length);
        }
    }

    public void WriteArrayHeader(int count)
    {
        if (count < 16)
            WriteByte((byte)(0x90 | count));
        else
            WriteLength(0xDC, 0xDD, count);
    }

    public void WriteMapHeader(int count)
    {
        if (count < 16)
            WriteByte((byte)(0x80 | count));
        else
            WriteLength(0xDE, 0xDF, count);
    }

    /// <summary>Copies bytes that are MessagePack already, or what a binary header announced.</summary>
    public void WriteRaw(scoped ReadOnlySpan<byte> value)
    {
        value.CopyTo(Reserve(value.Length));
        _used += value.Length;
    }

    /// <summary>Hands what was written to the buffer.</summary>
    public void Flush()
    {
        if (_used > 0)
            _output.Advance(_used);
        _span = [];
        _used = 0;
    }

    private void WriteStringHeader(int bytes)
    {
        if (bytes < 32)
        {
            WriteByte((byte)(0xA0 | bytes));
        }
        else if (bytes <= byte.MaxValue)
        {
            WriteByte(0xD9);
            WriteByte((byte)bytes);
        }
        else
        {
            WriteLength(0xDA, 0xDB, bytes);
        }
    }

    private void WriteLength(byte code16, byte code32, int length)
    {
        var span = Reserve(5);
        if (length <= ushort.MaxValue)
        {
            span[0] = code16;
            BinaryPrimitives.WriteUInt16BigEndian(span[1..], (ushort)length);
            _used += 3;
        }
        else
        {
            span[0] = code32;
            BinaryPrimitives.WriteUInt32BigEndian(span[1..], (uint)length);
            _used += 5;
        }
    }

    private void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _used++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int bytes) => _span.Length - _used >= bytes ? _span[_used..] : Renew(bytes);

    private Span<byte> Renew(int bytes)
    {
        Flush();
        _span = _output.GetSpan(Math.Max(bytes, LeastSpan));
        return _span;
    }
}
