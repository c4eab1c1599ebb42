using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using ServerSessions.Insights;
using ServerSessions.Reports.Insights;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Reports.Shares;

/// <summary>The query of a shared view: a range of whole days that are over, a segment, and what the view itself takes.</summary>
internal sealed class SharedQuery(IQueryCollection query)
{
    /// <summary>What views take beside range and segment.</summary>
    private static readonly string[] Own = ["step", "depth", "direction", "days"];

    private const int UsualDays = 7;

    private readonly QueryReader _reader = new(query);

    public DateTimeOffset From => _reader.Time("from")!.Value;

    public DateTimeOffset To => _reader.Time("to")!.Value;

    public Segment Segment => _reader.Segment();

    public int Days => _reader.Number("days") ?? 7;

    public PathQuery Path => _reader.Paths();

    public InsightRange Range => InsightRange.Of(Insight, To);

    public InsightQuery Insight => new() { From = From, To = To, Segment = Segment };

    public static SharedQuery Stored(string query) => new(new QueryCollection(QueryHelpers.ParseQuery(query)));

    /// <summary>Returns the query with its range fixed.</summary>
    /// <param name="query">The query of the view, with or without a leading question mark.</param>
    /// <param name="now">The present.</param>
    /// <param name="zone">The zone of the days.</param>
    /// <exception cref="ArgumentException">It cannot be read, or no whole day of its range is over.</exception>
    public static string Fixed(string query, DateTimeOffset now, TimeZoneInfo zone)
    {
        var given = new QueryReader(new QueryCollection(QueryHelpers.ParseQuery(query)));
        var today = Calendar.Day(now, zone);
        var days = given.Named()?.WholeDays ?? UsualDays;
        var to = Math.Min(given.Time("to", zone) is { } end ? Calendar.Day(end, zone) : today, today);
        var from = given.Time("from", zone) is { } start ? Calendar.Day(start, zone) : to - days;
        if (from >= to)
            throw new ArgumentException("No whole day of the range is over; share a range that ends before today.");
        var segments = given.Texts("segment");
        var range = InsightRange.Of(new InsightQuery { From = Calendar.Start(from, zone), To = Calendar.Start(to, zone), Segment = Segment.Parse(segments) }, now);
        var text = QueryString.Empty.Add("from", QueryWriter.Text(range.From)!).Add("to", QueryWriter.Text(range.To)!);
        foreach (var segment in segments)
            text = text.Add("segment", segment);
        foreach (var own in Own)
            if (given.Text(own) is { } value)
                text = text.Add(own, value);
        var read = Stored(text.Value!);
        return (read.Days, read.Path) is ( >= 1 and <= 90, _) ? text.Value! : throw new ArgumentException($"The days are {read.Days}; expected 1 to 90.");
    }
}
