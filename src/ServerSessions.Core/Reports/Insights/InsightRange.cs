using ServerSessions.Insights;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Cohorts;

namespace ServerSessions.Reports.Insights;

/// <summary>The range of an insight, checked.</summary>
/// <param name="From">Earliest start, inclusive.</param>
/// <param name="To">Latest start, exclusive.</param>
/// <param name="Segment">Which sessions.</param>
internal sealed record InsightRange(DateTimeOffset From, DateTimeOffset To, Segment Segment)
{
    private const int MaxDays = 400;
    private static readonly TimeSpan MaxRange = TimeSpan.FromDays(MaxDays);
    private const int DefaultDays = 30;
    private const long SecondsPerHour = 3_600;
    private const long SecondsPerDay = 86_400;

    public long FromHour => From.ToUnixTimeSeconds() / SecondsPerHour;

    /// <summary>The hour after the last one that is touched.</summary>
    public long ToHour => (To.ToUnixTimeSeconds() + SecondsPerHour - 1) / SecondsPerHour;

    /// <summary>The first quarter of an hour that is touched.</summary>
    public long FromQuarter => QuarterHours.Down(From);

    /// <summary>The quarter after the last one that is touched.</summary>
    public long ToQuarter => QuarterHours.Up(To);

    public bool IsWholeDays => From.ToUnixTimeMilliseconds() % (SecondsPerDay * 1000) == 0 && To.ToUnixTimeMilliseconds() % (SecondsPerDay * 1000) == 0;

    /// <param name="query">The query.</param>
    /// <param name="now">The present.</param>
    /// <param name="zone">The zone of the days where the query names none: UTC, by which rollups are kept, or the zone of the insight.</param>
    /// <exception cref="ArgumentException">It ends before it begins, or is longer than 400 days.</exception>
    public static InsightRange Of(InsightQuery? query, DateTimeOffset now, TimeZoneInfo? zone = null)
    {
        query ??= new InsightQuery();
        zone ??= TimeZoneInfo.Utc;
        var tomorrow = Calendar.Start(Calendar.Day(now, zone) + 1, zone);
        var to = query.To ?? (query.From > tomorrow ? query.From.Value : tomorrow);
        var from = query.From ?? Calendar.AddDays(to, -DefaultDays, zone);
        if (from > to)
            throw new ArgumentException($"The range ends ({to:O}) before it begins ({from:O}).");
        return to - from <= MaxRange || to <= Calendar.AddDays(from, MaxDays, zone)
            ? new InsightRange(from, to, query.Segment)
            : throw new ArgumentException($"The range has {(to - from).TotalDays:0} days; at most {MaxDays} are possible.");
    }

    /// <summary>The range before it: of as many days where it is made of whole days of the zone, else of the same length.</summary>
    public InsightRange Before(TimeZoneInfo zone)
    {
        var days = Calendar.Day(To, zone) - Calendar.Day(From, zone);
        var isDays = Calendar.AddDays(From, days, zone) == To;
        return this with { From = isDays ? Calendar.AddDays(From, -days, zone) : From - (To - From), To = From };
    }

    /// <summary>The range with the cohorts of its segment replaced by what they stand for.</summary>
    public async ValueTask<InsightRange> ResolvedAsync(CohortResolver cohorts, CancellationToken cancellationToken) =>
        this with { Segment = await cohorts.ResolveAsync(Segment, cancellationToken) };

    public InsightQuestion Question(string insight, bool fromRollups) => new(insight, From, To, fromRollups)
    {
        Segment = Segment,
        Cohorts = [.. Segment.Cohorts.Select(c => c.Fingerprint)],
    };

    public InsightScope Scope(string source, long journeys, bool isComplete) => new(From, To, source, journeys, isComplete);
}
