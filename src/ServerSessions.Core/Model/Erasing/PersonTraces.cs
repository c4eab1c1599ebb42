using System.Buffers.Binary;
using System.Text;

namespace ServerSessions.Model.Erasing;

/// <summary>
/// Finds a person's ids in what is kept: as values, as the 16 bytes that codecs write, and as hexadecimal digits in texts, whole or in the short forms that rules
/// write (half a pseudonym, or its first twelve digits).
/// </summary>
internal sealed class PersonTraces
{
    private const int Digits = 32;
    private const int HalfDigits = 16;
    private const int ShortDigits = 12;
    private const int EscapeDigits = 4;
    private const byte Blank = (byte)'x';

    private readonly HashSet<Pseudonym> _ids;
    private readonly HashSet<ulong> _halves = [];
    private readonly HashSet<ulong> _shorts = [];
    private readonly ulong[] _begins = new ulong[1024];
    private readonly bool _areMarks;

    public PersonTraces(PersonIds ids)
    {
        _ids = [.. ids.Pseudonyms, .. ids.Sessions.Select(PersonIds.Of)];
        foreach (var id in ids.Pseudonyms)
        {
            _halves.Add(id.High);
            _halves.Add(id.Low);
            _shorts.Add(id.High >> 16);
        }

        foreach (var id in _ids)
            _begins[id.High >> 54] |= 1UL << (int)((id.High >> 48) & 63);
    }

    private PersonTraces(HashSet<Pseudonym> marks) => (_ids, _areMarks) = (marks, true);

    /// <summary>Recognizes ids by their <see cref="ErasureMark"/>: whole ids only, as values and in texts.</summary>
    public static PersonTraces OfMarks(IEnumerable<Pseudonym> marks) => new([.. marks]);

    public bool IsEmpty => _ids.Count == 0;

    public bool Has(Pseudonym id) => !id.IsNone && _ids.Contains(_areMarks ? ErasureMark.Of(id) : id);

    public bool Has(SessionId session) => session != default && Has(PersonIds.Of(session));

    /// <summary>Whether the number is half a pseudonym of the person.</summary>
    public bool HasHalf(ulong value) => value != 0 && _halves.Contains(value);

    public bool AreIn(string? text) => !string.IsNullOrEmpty(text) && !IsEmpty && AreIn(Encoding.UTF8.GetBytes(text));

    /// <summary>Whether a text in UTF-8 has an id.</summary>
    public bool AreIn(ReadOnlySpan<byte> text)
    {
        for (var at = 0; TryNext(text, ref at, out _);)
            return true;
        return false;
    }

    /// <summary>Whether 16 bytes at any place are an id.</summary>
    public bool AreInBytes(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at + Pseudonym.Size <= bytes.Length; at++)
        {
            var begin = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if ((_begins[begin >> 6] & (1UL << (begin & 63))) != 0 && _ids.Contains(Pseudonym.Read(bytes[at..])))
                return true;
        }

        return false;
    }

    public string Without(string text)
    {
        if (!AreIn(text))
            return text;
        return Encoding.UTF8.GetString(Without(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>The text in UTF-8 with an "x" for each digit of an id, so that whatever has a format keeps it.</summary>
    public byte[] Without(ReadOnlySpan<byte> text)
    {
        var left = text.ToArray();
        for (var at = 0; TryNext(left, ref at, out var start);)
            BlankDigits(left.AsSpan(start, at - start));
        return left;
    }

    /// <summary>The text with an "x" for each digit of what has the form of an id, whole or short, and is not the person's.</summary>
    public string WithoutOthers(string text)
    {
        var left = Encoding.UTF8.GetBytes(text);
        for (var at = 0; TryNext(left, ref at, out var start, isOwn: false);)
            BlankDigits(left.AsSpan(start, at - start));
        return Encoding.UTF8.GetString(left);
    }

    private static void BlankDigits(Span<byte> id)
    {
        foreach (ref var digit in id)
            digit = digit == '-' ? digit : Blank;
    }

    // Digits, or the groups of digits of a UUID, that no further digit follows: the next that are the person's, or that have the form of an id and are not.
    private bool TryNext(ReadOnlySpan<byte> text, ref int at, out int start, bool isOwn = true)
    {
        for (start = at; start < text.Length; start = at)
        {
            if (!IsDigit(text[start]))
            {
                at = start + 1;
                continue;
            }

            var (high, low, digits, isGrouped) = (0UL, 0UL, 0, false);
            for (at = start; at < text.Length; at++)
            {
                if (text[at] == '-' && IsGroupEnd(at - start))
                {
                    isGrouped = true;
                    continue;
                }

                if (!IsDigit(text[at]))
                    break;
                (high, low) = ((high << 4) | (low >> 60), (low << 4) | (uint)ValueOf(text[at]));
                digits++;
            }

            // "-" that ends a run, or a run that only looked like groups.
            if (isGrouped && digits != Digits)
            {
                at = start;
                while (at < text.Length && IsDigit(text[at]))
                    at++;
                (high, low, digits) = Parse(text[start..at]);
            }

            if (digits is Digits or HalfDigits or ShortDigits && IsOf(high, low, digits) == isOwn)
                return true;
            // A quote before an id, where JSON is in a string of JSON: its digits are not the id's.
            if (IsEscaped(text[..start]))
                at = Math.Min(at, start + EscapeDigits);
        }

        return false;
    }

    private bool IsOf(ulong high, ulong low, int digits) => digits switch
    {
        Digits => Has(new Pseudonym(high, low)),
        HalfDigits => HasHalf(low),
        _ => _shorts.Contains(low),
    };

    private static bool IsEscaped(ReadOnlySpan<byte> before) => before.EndsWith("\\u"u8);

    private static bool IsGroupEnd(int place) => place is 8 or 13 or 18 or 23;

    private static (ulong High, ulong Low, int Digits) Parse(ReadOnlySpan<byte> digits)
    {
        var (high, low) = (0UL, 0UL);
        foreach (var digit in digits)
            (high, low) = ((high << 4) | (low >> 60), (low << 4) | (uint)ValueOf(digit));
        return (high, low, digits.Length);
    }

    private static bool IsDigit(byte character) => character is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f');

    private static int ValueOf(byte digit) => digit <= '9' ? digit - '0' : digit - 'a' + 10;
}
