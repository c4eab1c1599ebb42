namespace ServerSessions.Reports.Insights;

/// <summary>The stretch of an insight, checked.</summary>
/// <param name="From">Earliest start, inclusive.</param>
/// <param name="To">Latest start, exclusive.</param>
/// <param name="Segment">Which sessions.</param>
internal sealed record InsightRange(DateTimeOffset From, DateTimeOffset To, Segment Segment)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);
    private const int DefaultDays = 30;
    private const long SecondsPerHour = 3_600;
    private const long SecondsPerDay = 86_400;

    public long FromHour => From.ToUnixTimeSeconds() / SecondsPerHour;

    /// <summary>The hour after the last one that is touched.</summary>
    public long ToHour => (To.ToUnixTimeSeconds() + SecondsPerHour - 1) / SecondsPerHour;

    public bool IsWholeDays => From.ToUnixTimeMilliseconds() % (SecondsPerDay * 1000) == 0 && To.ToUnixTimeMilliseconds() % (SecondsPerDay * 1000) == 0;

    public bool IsEverything => Segment.Pairs.Count == 0;

    /// <exception cref="ArgumentException">It ends before it begins, or is longer than 400 days.</exception>
    public static InsightRange Of(InsightQuery? query, DateTimeOffset now)
    {
        query ??= new InsightQuery();
        var tomorrow = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        var to = query.To ?? (query.From > tomorrow ? query.From.Value : tomorrow);
        var from = query.From ?? to.AddDays(-DefaultDays);
        if (from > to)
            throw new ArgumentException($"The stretch ends ({to:O}) before it begins ({from:O}).");
        return to - from <= Longest
            ? new InsightRange(from, to, query.Segment)
            : throw new ArgumentException($"The stretch has {(to - from).TotalDays:0} days; at most {Longest.TotalDays:0} are possible.");
    }

    public InsightScope Scope(string source, long journeys, bool isComplete) => new(From, To, source, journeys, isComplete);
}
