using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServerSessions.Storage.Codec;

/// <summary>Bytes that grow at their end and are used again and again; what <see cref="Written"/> gave is overwritten after <see cref="Clear"/>.</summary>
internal sealed class ByteBuffer : IBufferWriter<byte>
{
    private const int FirstSize = 1024;

    private byte[] _bytes = new byte[FirstSize];
    private int _used;

    public int Count => _used;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _used);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _used);

    public void Clear() => _used = 0;

    public void Advance(int count) => _used += count;

    /// <summary>Room for at least this number of bytes after those that were written.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Reserve(int bytes)
    {
        if (_bytes.Length - _used < bytes)
            Grow(bytes);
        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _used);
    }

    /// <summary>Says that room which was reserved is written up to here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AdvanceTo(ref byte end) =>
        _used = (int)Unsafe.ByteOffset(ref MemoryMarshal.GetArrayDataReference(_bytes), ref end);

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_used));
        _used += bytes.Length;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_used);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_used);
    }

    private void Grow(int bytes) => Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _used + bytes));
}
