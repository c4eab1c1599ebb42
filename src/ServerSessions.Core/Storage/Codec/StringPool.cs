using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Gives the same instance for the same UTF-8 bytes, so that the names of steps are shared and not allocated again. Bounded: a
/// set of four slots takes the newest in place of the oldest. Not for use by two threads at once.
/// </summary>
internal sealed class StringPool(int capacity = StringPool.DefaultCapacity)
{
    public const int DefaultCapacity = 4096;

    /// <summary>Longer strings are not kept.</summary>
    public const int MaxBytes = 256;

    private const int Ways = 4;

    private readonly (uint Hash, string? Text)[] _slots = new (uint, string?)[SlotsFor(capacity)];
    private uint _turn;

    /// <exception cref="InvalidMessageException">The bytes are not UTF-8. What is known is compared with its own bytes, so only what is new is checked.</exception>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > MaxBytes)
            return New(utf8);
        var hash = Hash(utf8);
        var set = _slots.AsSpan((int)(hash & (uint)((_slots.Length / Ways) - 1)) * Ways, Ways);
        foreach (ref readonly var slot in set)
        {
            if (slot.Hash == hash && slot.Text is { } known && Matches(known, utf8))
                return known;
        }
        var text = New(utf8);
        var free = set.IndexOf((0u, null));
        set[free >= 0 ? free : (int)(_turn++ % Ways)] = (hash, text);
        return text;
    }

    private static int SlotsFor(int capacity) =>
        (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(capacity, Ways, 1 << 20));

    private static bool Matches(string text, ReadOnlySpan<byte> utf8)
    {
        if (text.Length == utf8.Length)
            return Ascii.Equals(utf8, text);
        Span<byte> bytes = stackalloc byte[MaxBytes];
        return Encoding.UTF8.TryGetBytes(text, bytes, out var written) && bytes[..written].SequenceEqual(utf8);
    }

    private static string New(ReadOnlySpan<byte> utf8) => Utf8.IsValid(utf8)
        ? Encoding.UTF8.GetString(utf8)
        : throw new InvalidMessageException($"A string of {utf8.Length} bytes is not valid UTF-8.");

    // Eight bytes a step; a product alone would not let the upper bits of one step reach the lower bits of the next. An attacker that aims at one set gains nothing:
    // it holds four strings, whatever they are.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        const ulong Odd = 0x9E37_79B9_7F4A_7C15;
        var hash = (ulong)utf8.Length * Odd;
        for (; utf8.Length >= 8; utf8 = utf8[8..])
            hash = Mixed((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(utf8)) * Odd);
        var rest = 0UL;
        for (var i = 0; i < utf8.Length; i++)
            rest |= (ulong)utf8[i] << (8 * i);
        return (uint)Mixed((hash ^ rest) * Odd);
    }

    private static ulong Mixed(ulong value) => value ^ (value >> 32);
}
