using System.Text;

namespace ServerSessions.Storage.Codec;

/// <summary>
/// Gives the same instance for the same UTF-8 bytes, so that the names of steps are shared and not allocated again. Bounded: a
/// set of four slots takes the newest in place of the oldest. Not for use by two threads at once.
/// </summary>
internal sealed class StringPool(int capacity = StringPool.DefaultCapacity)
{
    public const int DefaultCapacity = 4096;

    /// <summary>Longer strings are not kept.</summary>
    public const int LongestBytes = 256;

    private const int Ways = 4;

    private readonly (uint Hash, string? Text)[] _slots = new (uint, string?)[SlotsFor(capacity)];
    private uint _turn;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
            return "";
        if (utf8.Length > LongestBytes)
            return Encoding.UTF8.GetString(utf8);
        var hash = Hash(utf8);
        var set = _slots.AsSpan((int)(hash & (uint)((_slots.Length / Ways) - 1)) * Ways, Ways);
        foreach (ref readonly var slot in set)
        {
            if (slot.Hash == hash && slot.Text is { } known && Matches(known, utf8))
                return known;
        }
        var text = Encoding.UTF8.GetString(utf8);
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
        Span<byte> bytes = stackalloc byte[LongestBytes];
        return Encoding.UTF8.TryGetBytes(text, bytes, out var written) && bytes[..written].SequenceEqual(utf8);
    }

    // FNV-1a. Who aims at one set gains nothing: it holds four strings, whatever they are.
    private static uint Hash(ReadOnlySpan<byte> utf8)
    {
        var hash = 2166136261u;
        foreach (var b in utf8)
            hash = (hash ^ b) * 16777619u;
        return hash ^ (hash >> 15);
    }
}
