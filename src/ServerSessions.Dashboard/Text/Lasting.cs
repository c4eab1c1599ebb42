using System.Globalization;

namespace ServerSessions.Dashboard.Text;

/// <summary>Formats durations as text, in the two largest units.</summary>
internal static class Lasting
{
    public static string Seconds(double? seconds) =>
        seconds is { } value && double.IsFinite(value) ? Milliseconds(value * 1000) : Show.Unknown;

    public static string Milliseconds(double milliseconds) => milliseconds switch
    {
        double.NaN => Show.Unknown,
        < 10 => Text($"{milliseconds:0.#} ms"),
        < 999.5 => Text($"{milliseconds:0} ms"),
        < 9_950 => Text($"{milliseconds / 1000:0.0} s"),
        < 59_500 => Text($"{milliseconds / 1000:0} s"),
        _ => Long(TimeSpan.FromSeconds(Math.Min(Math.Round(milliseconds / 1000), TimeSpan.MaxValue.TotalSeconds / 2))),
    };

    private static string Long(TimeSpan span) => span switch
    {
        { TotalHours: < 1 } => Text($"{span.Minutes} m {span.Seconds:00} s"),
        { TotalDays: < 1 } => Text($"{span.Hours} h {span.Minutes:00} m"),
        _ => Text($"{span.Days} d {span.Hours} h"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
