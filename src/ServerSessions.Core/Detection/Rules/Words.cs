using System.Globalization;

namespace ServerSessions.Detection.Rules;

/// <summary>Numbers in words, for sentences.</summary>
internal static class Words
{
    public static string Of(TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) ? Of(span.TotalSeconds, "second")
        : span < TimeSpan.FromHours(3) ? Of(span.TotalMinutes, "minute")
        : span < TimeSpan.FromDays(3) ? Of(span.TotalHours, "hour")
        : Of(span.TotalDays, "day");

    public static string Of(double number, string unit)
    {
        var text = number.ToString("0.#", CultureInfo.InvariantCulture);
        return text == "1" ? $"1 {unit}" : $"{text} {unit}s";
    }

    /// <summary>The same at the beginning of a sentence.</summary>
    public static string CountedFirst(int count, int room) => count >= room ? $"At least {count}" : Counted(count, room);

    /// <summary>A count from a memory with limited room: what fills the room may have been more.</summary>
    public static string Counted(int count, int room) => count >= room ? $"at least {count}" : count.ToString(CultureInfo.InvariantCulture);
}
