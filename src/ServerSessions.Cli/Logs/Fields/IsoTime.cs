namespace ServerSessions.Cli.Logs.Fields;

/// <summary>Times as ISO 8601 and RFC 3339 write them: <c>2026-03-02T10:00:01.123456+00:00</c>, also with a blank, a comma, or an offset without its colon.</summary>
internal static class IsoTime
{
    private const int SecondsEnd = 19;

    /// <param name="text">The whole text.</param>
    /// <param name="isUtc">The format says that its times are UTC; otherwise the offset is needed, or the zone of this machine would decide the figures.</param>
    /// <param name="microseconds">Unix microseconds.</param>
    public static bool TryRead(ReadOnlySpan<byte> text, bool isUtc, out long microseconds)
    {
        microseconds = 0;
        if (text.Length < SecondsEnd || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t') || text[13] != ':' || text[16] != ':')
            return false;
        if (!Digits(text, 0, 4, out var year) || !Digits(text, 5, 2, out var month) || !Digits(text, 8, 2, out var day)
            || !Digits(text, 11, 2, out var hour) || !Digits(text, 14, 2, out var minute) || !Digits(text, 17, 2, out var second))
            return false;
        if (year == 0 || month is < 1 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return false;
        var rest = text[SecondsEnd..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, isUtc, out var offset))
            return false;
        var ticks = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc).Ticks - DateTime.UnixEpoch.Ticks - (offset * TimeSpan.TicksPerMinute);
        microseconds = (ticks / TimeSpan.TicksPerMicrosecond) + fraction;
        return LogTime.IsDate(microseconds);
    }

    /// <summary>Takes <c>.123456</c> off the front; microseconds, digits beyond them are cut.</summary>
    public static bool TryFraction(ref ReadOnlySpan<byte> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty || text[0] is not ((byte)'.' or (byte)','))
            return true;
        var length = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        length = length < 0 ? text.Length - 1 : length;
        for (var digit = 0; digit < 6; digit++)
            microseconds = (microseconds * 10) + (digit < length ? text[1 + digit] - '0' : 0);
        text = text[(1 + length)..];
        return length > 0;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, bool isUtc, out int minutes)
    {
        minutes = 0;
        if (text.Length is 1 && text[0] is (byte)'Z' or (byte)'z')
            return true;
        if (text.IsEmpty)
            return isUtc;
        if (text[0] is not ((byte)'+' or (byte)'-') || text.Length is not (3 or 5 or 6) || (text.Length == 6 && text[3] != ':'))
            return false;
        var rest = 0;
        if (!Digits(text, 1, 2, out var hours) || (text.Length > 3 && !Digits(text, text.Length - 2, 2, out rest)) || hours > 23 || rest > 59)
            return false;
        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, int at, int count, out int number)
    {
        number = 0;
        foreach (var letter in text.Slice(at, count))
        {
            if (letter is < (byte)'0' or > (byte)'9')
                return false;
            number = (number * 10) + letter - '0';
        }

        return true;
    }
}
