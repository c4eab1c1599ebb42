namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The time of common format, <c>17/May/2015:10:05:03 +0000</c>.</summary>
internal static class ClfTimestamp
{
    public const int Length = 26;

    private const string Shape = "00/Aaa/0000:00:00:00 ~0000";

    /// <summary>Whether the text has the shape; the date need not exist.</summary>
    public static bool HasShape(ReadOnlySpan<byte> text)
    {
        if (text.Length != Length)
            return false;
        for (var index = 0; index < Length; index++)
        {
            var given = (char)text[index];
            var holds = Shape[index] switch
            {
                '0' => char.IsAsciiDigit(given),
                'A' => char.IsAsciiLetterUpper(given),
                'a' => char.IsAsciiLetterLower(given),
                '~' => given is '+' or '-',
                var literal => given == literal,
            };
            if (!holds)
                return false;
        }

        return true;
    }

    /// <summary>Unix microseconds of a text that has the shape; false when there is no such date, time or offset.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        int day = Two(text, 0), month = Month(text.Slice(3, 3)), year = (Two(text, 7) * 100) + Two(text, 9);
        int hour = Two(text, 12), minute = Two(text, 15), second = Two(text, 18);
        var offset = (Two(text, 22) * 60) + Two(text, 24);
        if (month == 0 || year == 0 || day == 0 || day > DateTime.DaysInMonth(year, month))
            return false;
        if (hour > 23 || minute > 59 || second > 59 || offset >= 24 * 60)
            return false;
        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks;
        ticks -= offset * TimeSpan.TicksPerMinute * (text[21] == '-' ? -1 : 1);
        microseconds = ticks / TimeSpan.TicksPerMicrosecond;
        return LogTime.IsDate(microseconds);
    }

    /// <summary>Reads the whole text, also with a fraction of the second: <c>17/May/2015:10:05:03.123 +0000</c>.</summary>
    public static bool TryReadLong(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (text.Length == Length)
            return HasShape(text) && TryRead(text, out microseconds);
        const int Zone = 6;
        if (text.Length <= Length)
            return false;
        var fraction = text[(Length - Zone)..^Zone];
        if (!IsoTime.TryFraction(ref fraction, out var rest) || !fraction.IsEmpty)
            return false;
        Span<byte> whole = stackalloc byte[Length];
        text[..(Length - Zone)].CopyTo(whole);
        text[^Zone..].CopyTo(whole[(Length - Zone)..]);
        if (!HasShape(whole) || !TryRead(whole, out microseconds))
            return false;
        microseconds += rest;
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';

    private static int Month(ReadOnlySpan<byte> name)
    {
        var at = "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(name);
        return at >= 0 && at % 3 == 0 ? (at / 3) + 1 : 0;
    }
}
