using System.Globalization;

namespace ServerSessions.Cli.Commands;

/// <summary>Durations of the command line: <c>2s</c>, <c>30m</c>, <c>24h</c>, <c>14d</c>.</summary>
internal static class DurationArgument
{
    private const long MaxSeconds = 36_500L * 24 * 60 * 60; // a hundred years

    public static TimeSpan Parse(string option, string text)
    {
        var unit = text.Length == 0 ? 0 : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 60 * 60, 'd' => 24 * 60 * 60, _ => 0 };
        if (unit == 0 || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw new UsageException($"{option} was given '{text}'. Expected a whole number and a unit, as in 90s, 30m, 24h or 14d.");
        return number <= MaxSeconds / unit
            ? TimeSpan.FromSeconds(number * unit)
            : throw new UsageException($"{option} was given '{text}'. At most 36500d is accepted.");
    }
}
