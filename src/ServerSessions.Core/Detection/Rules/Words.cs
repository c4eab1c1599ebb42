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
}
