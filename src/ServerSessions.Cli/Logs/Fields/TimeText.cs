using System.Buffers.Text;

namespace ServerSessions.Cli.Logs.Fields;

/// <summary>A time in any of the ways that logs write it: ISO 8601 with its offset, common format, or a number since 1970.</summary>
internal static class TimeText
{
    private const double MinSeconds = 1e8; // 1973: a smaller number is a year, or a count
    private const double Milliseconds = 1e11; // in seconds that is the year 5138
    private const double Microseconds = 1e14;
    private const double Nanoseconds = 1e17;

    public static bool TryRead(ReadOnlySpan<byte> text, out long microseconds) =>
        IsoTime.TryRead(text, isUtc: false, out microseconds) || ClfTimestamp.TryReadLong(text, out microseconds) || TryNumber(text, out microseconds);

    /// <summary>Seconds, milliseconds, microseconds or nanoseconds, by the size of the number.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> text, out long microseconds)
    {
        microseconds = 0;
        if (Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length && whole >= MinSeconds)
        {
            microseconds = whole switch
            {
                < (long)Milliseconds => whole * 1_000_000,
                < (long)Microseconds => whole * 1000,
                < (long)Nanoseconds => whole,
                _ => whole / 1000,
            };
            return true;
        }

        if (!Utf8Parser.TryParse(text, out double number, out used) || used != text.Length || !(number is >= MinSeconds and < 1e20))
            return false;
        microseconds = (long)Math.Round(number switch
        {
            < Milliseconds => number * 1_000_000,
            < Microseconds => number * 1000,
            < Nanoseconds => number,
            _ => number / 1000,
        });
        return true;
    }
}
