using System.Globalization;
using ServerSessions.Insights;
using ServerSessions.Reports;
using ServerSessions.Reports.Insights;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Mcp;

/// <summary>
/// The range and the segment of a question: a day, a week or a month that is over, so that neither asking again and again nor comparing ranges follows a single session, and
/// only keys that many people share.
/// </summary>
internal sealed record McpQuestion(InsightRange Range, IReadOnlyList<string> Segments)
{
    private const int UsualDays = 7;

    // Without user, trait, property and cohort, which can name one person.
    private static readonly string[] Keys = ["device", "browser", "country", "entry", "referrer", "campaign", "medium", "source", "new", "class", "outcome", "step", "variant", "feature"];

    /// <param name="from">The first day, "2026-01-31"; null for seven days. With the last one, it is a day, a week from Monday or a calendar month.</param>
    /// <param name="to">The last day, inclusive; null for yesterday.</param>
    /// <param name="segment">Texts key:value; null for all people.</param>
    /// <param name="now">The present.</param>
    /// <param name="zone">The zone of the days.</param>
    /// <exception cref="ArgumentException">The range or the segment cannot be asked for.</exception>
    public static McpQuestion Of(string? from, string? to, string[]? segment, DateTimeOffset now, TimeZoneInfo zone)
    {
        var yesterday = Calendar.Day(now, zone) - 1;
        var last = Day("to", to) ?? yesterday;
        if (last > yesterday)
            throw new ArgumentException($"The last day is {Date(last)}; only days that are over can be asked for, up to {Date(yesterday)}.");
        var first = Day("from", from) ?? last - UsualDays + 1;
        foreach (var text in segment ?? [])
            if (!Keys.Contains(text.Split(':')[0]))
                throw new ArgumentException($"The segment is \"{(text.Length > 64 ? text[..64] + "…" : text)}\"; expected key:value with one of the keys {string.Join(", ", Keys)}.");
        var query = new InsightQuery { From = Calendar.Start(first, zone), To = Calendar.Start(last + 1, zone), Segment = Segment.Parse(segment ?? []) };
        var question = new McpQuestion(InsightRange.Of(query, now), segment ?? []);
        if (!IsWhole(first, last) && (first, last) != (yesterday - UsualDays + 1, yesterday))
            throw new ArgumentException(
                $"The range is {Date(first)} to {Date(last)}; expected one day, a week from Monday to Sunday, a calendar month, or the seven days up to yesterday. "
                + "Ranges that overlap at will would give exact numbers away.");
        return question;
    }

    // Rounded numbers of all ranges between a few days have only one solution: the exact ones.
    private static bool IsWhole(int first, int last) =>
        first == last
        || (last == first + UsualDays - 1 && Calendar.Date(first).DayOfWeek == DayOfWeek.Monday)
        || (Calendar.Date(first).Day == 1 && Calendar.Date(last + 1).Day == 1 && Calendar.Period(first, RetentionPeriod.Month) == Calendar.Period(last, RetentionPeriod.Month));

    public InsightQuery Query => new() { From = Range.From, To = Range.To, Segment = Range.Segment };

    /// <summary>The query of the page with the same content.</summary>
    public string Page(string page) => page + QueryWriter.Join(
    [
        new("from", QueryWriter.Text(Range.From)), new("to", QueryWriter.Text(Range.To)), .. Segments.Select(s => new KeyValuePair<string, string?>("segment", s)),
    ]);

    private static int? Day(string name, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber
        : throw new ArgumentException($"{name} is \"{(text.Length > 32 ? text[..32] + "…" : text)}\"; expected a day like 2026-01-31.");

    private static string Date(int day) => Calendar.Date(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
