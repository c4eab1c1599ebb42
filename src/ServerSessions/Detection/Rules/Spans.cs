using System.Globalization;

namespace ServerSessions.Detection.Rules;

/// <summary>Spans of time in words, for sentences.</summary>
internal static class Spans
{
    public static string Words(TimeSpan span) =>
        span < TimeSpan.FromMinutes(1) ? Count(span.TotalSeconds, "second")
        : span < TimeSpan.FromHours(3) ? Count(span.TotalMinutes, "minute")
        : span < TimeSpan.FromDays(3) ? Count(span.TotalHours, "hour")
        : Count(span.TotalDays, "day");

    private static string Count(double number, string unit)
    {
        var text = number.ToString("0.#", CultureInfo.InvariantCulture);
        return text == "1" ? $"1 {unit}" : $"{text} {unit}s";
    }
}
