using System.Buffers.Binary;
using System.Globalization;

namespace ServerSessions;

/// <summary>
/// A keyed pseudonym of 128 bits: the first 16 bytes of an HMAC-SHA256 over something that is never stored itself
/// (a session cookie, a user id, an account name). Its text is 32 lower-case hexadecimal digits.
/// </summary>
public readonly record struct Pseudonym(ulong High, ulong Low) : IComparable<Pseudonym>
{
    /// <summary>The number of bytes a pseudonym takes.</summary>
    public const int Size = 16;

    /// <summary>The empty pseudonym, all zero.</summary>
    public static Pseudonym None => default;

    /// <summary>Whether this is the empty pseudonym.</summary>
    public bool IsNone => (High | Low) == 0;

    /// <summary>Reads a pseudonym from its first 16 bytes, big-endian.</summary>
    public static Pseudonym Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes the 16 bytes, big-endian.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is shorter than 16 bytes.</exception>
    public void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, High);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], Low);
    }

    /// <summary>Reads the 32 hexadecimal digits that <see cref="ToString"/> writes.</summary>
    /// <returns>False when the text is anything else.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Pseudonym pseudonym)
    {
        pseudonym = default;
        if (text.Length != 2 * Size
            || !ulong.TryParse(text[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(text[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
            return false;
        pseudonym = new Pseudonym(high, low);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Pseudonym other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{High:x16}{Low:x16}");
}
