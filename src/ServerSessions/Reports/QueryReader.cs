using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Insights;
using Calendar = ServerSessions.Insights.Calendar;

namespace ServerSessions.Reports;

/// <summary>
/// The grammar of queries: reads the parameters of the admin API and of the pages, which are the same, and reports of an invalid one what was given and what is expected.
/// Empty parameters, which forms also send, count as missing. <see cref="QueryWriter"/> writes what this reads.
/// </summary>
/// <param name="query">The query string.</param>
/// <param name="time">The clock for named ranges; the system's by default.</param>
/// <param name="zone">The zone of the days of those insights that have one; UTC by default.</param>
internal sealed class QueryReader(IQueryCollection query, TimeProvider? time = null, TimeZoneInfo? zone = null)
{
    private const int MaxLength = 512;

    public static QueryReader Of(HttpContext context) =>
        new(context.Request.Query, context.RequestServices.GetService<TimeProvider>(), context.RequestServices.GetService<InsightSettings>()?.Zone);

    /// <summary>Whether the response has a form other than that which its Accept header selects: "json" or "csv"; null where it has not.</summary>
    public string? Format() => OneOf("format", "json", "csv");

    public SessionQuery Sessions()
    {
        var (from, to) = Range(TimeZoneInfo.Utc);
        return new SessionQuery
        {
            From = from,
            To = to,
            User = Text("user"),
            Issuer = Text("issuer"),
            Key = Text("key"),
            At = Time("at"),
            Actor = Word<SessionActor>("actor"),
            Class = Word<JourneyClass>("class"),
            Rule = Text("rule"),
            MinRisk = Number("minRisk"),
            Route = Text("route"),
            Outcome = Word<Outcome>("outcome"),
            Segment = SessionSegment(),
            Recorded = Flag("recorded"),
            Live = Flag("live"),
            After = Text("after"),
            Limit = Limit(new SessionQuery().Limit),
        };
    }

    public AlertQuery Alerts() => new()
    {
        State = Word<AlertState>("state"),
        Severity = Word<Severity>("severity"),
        Rule = Text("rule"),
        After = Text("after"),
        Limit = Limit(new AlertQuery().Limit),
    };

    /// <summary>The sessions of an insight; a time without an offset, and the days of a named range, are those of UTC.</summary>
    public InsightQuery Insight() => Insight(TimeZoneInfo.Utc);

    /// <summary>The sessions of an insight whose days are those of the options' time zone.</summary>
    public InsightQuery InsightInZone() => Insight(zone ?? TimeZoneInfo.Utc);

    public PathQuery Paths() => new(Text("step"), Number("depth") ?? 5, OneOf("direction", "forward", "backward") == "backward");

    public ClickQuery Clicks() => new(Text("step"), Text("device"));

    public RetentionQuery Retention() => new()
    {
        Start = Text("start"),
        Return = Text("return"),
        Period = Word<RetentionPeriod>("period") ?? RetentionPeriod.Day,
        UsersOnly = OneOf("unit", "user", "visitor") != "visitor",
    };

    /// <summary>The ad hoc funnel of the query; null when it names no steps.</summary>
    public FunnelDefinition? Funnel() => Texts("steps") is { Length: > 0 } steps
        ? new FunnelRequest
        {
            Steps = steps,
            Excluded = Texts("excluded"),
            Order = Word<FunnelOrder>("order") ?? FunnelOrder.Sequential,
            Unit = Word<FunnelUnit>("unit") ?? FunnelUnit.Session,
            Window = Text("window"),
        }.Definition()
        : null;

    public FunnelSessions FunnelSessions() => new()
    {
        Step = Number("step") ?? 1,
        Left = Flag("left") ?? true,
        Cause = Text("cause"),
        Recorded = Flag("recorded"),
        After = Text("after"),
        Limit = Limit(new FunnelSessions().Limit),
    };

    /// <summary>The segment; people by default.</summary>
    public Segment Segment() => ServerSessions.Insights.Segment.Parse(Texts("segment"));

    /// <summary>The range that "from" and "to" give, or the name "range"; null for what is not given.</summary>
    public (DateTimeOffset? From, DateTimeOffset? To) Range(TimeZoneInfo days)
    {
        var (from, to) = (Time("from", days), Time("to", days));
        if (Named() is not { } named)
            return (from, to);
        return (from ?? to) is null
            ? named.At((time ?? TimeProvider.System).GetUtcNow(), days)
            : throw new ArgumentException($"The parameter \"range\" is \"{named.Name}\" and there is \"from\" or \"to\" as well; expected one of both.");
    }

    /// <summary>The range that is named; null for none.</summary>
    public NamedRange? Named() => Text("range") is not { } name ? null
        : NamedRange.Find(name) ?? throw Bad("range", name, $"one of {string.Join(", ", NamedRange.All.Select(r => r.Name))}");

    public string? Text(string name)
    {
        var text = query[name] is { Count: > 0 } values ? values[0]?.Trim() : null;
        if (text?.Length > MaxLength)
            throw Bad(name, text, $"at most {MaxLength} characters");
        return string.IsNullOrEmpty(text) ? null : text;
    }

    /// <summary>All values of a parameter that may be given several times.</summary>
    public string[] Texts(string name)
    {
        string[] texts = [.. query[name].OfType<string>().Select(text => text.Trim()).Where(text => text.Length > 0)];
        return Array.Find(texts, text => text.Length > MaxLength) is { } text ? throw Bad(name, text, $"at most {MaxLength} characters") : texts;
    }

    public string? OneOf(string name, params string[] words) => Text(name) is not { } text ? null
        : words.Contains(text) ? text
        : throw Bad(name, text, "one of " + string.Join(", ", words));

    public DateTimeOffset? Time(string name) => Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var found) ? found
        : throw Bad(name, text, "a time such as 2026-11-22T10:00:00Z");

    /// <summary>A time without an offset is that of the clock on the wall in a zone; a date alone is the beginning of that day.</summary>
    public DateTimeOffset? Time(string name, TimeZoneInfo wallZone) =>
        Time(name) is { } found && DateTime.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var wall)
        && wall.Kind == DateTimeKind.Unspecified ? Calendar.At(wall, wallZone) : Time(name);

    public int? Number(string name, int min = 0, int max = int.MaxValue) => Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : throw Bad(name, text, max == int.MaxValue ? $"a whole number from {min}" : $"a whole number from {min} to {max}");

    public bool? Flag(string name) => Text(name) is not { } text ? null
        : bool.TryParse(text, out var flag) ? flag
        : throw Bad(name, text, "true or false");

    public T? Word<T>(string name) where T : struct, Enum => Text(name) is not { } text ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var word) && Enum.IsDefined(word) && !char.IsAsciiDigit(text[0]) ? word
        : throw Bad(name, text, "one of " + string.Join(", ", Enum.GetNames<T>().Select(n => char.ToLowerInvariant(n[0]) + n[1..])));

    // cohort=NAME is the segment cohort:NAME.
    private Segment? SessionSegment() => Texts("segment").Concat(Texts("cohort").Select(name => "cohort:" + name)).ToList() is { Count: > 0 } texts ? ServerSessions.Insights.Segment.Parse(texts) : null;

    private int Limit(int usual) => Number("limit", 1, SessionQuery.MaxLimit) ?? usual;

    private InsightQuery Insight(TimeZoneInfo days)
    {
        var (from, to) = Range(days);
        return new InsightQuery
        {
            From = from,
            To = to,
            Segment = Segment(),
            Rollups = OneOf("source", "journeys", "rollups") is { } source ? source == "rollups" : null,
        };
    }

    private static ArgumentException Bad(string name, string given, string expected) =>
        new($"The parameter \"{name}\" is \"{Cut(given)}\"; expected {expected}.");

    private static string Cut(string text) => text.Length > 64 ? text[..64] + "…" : text;
}
