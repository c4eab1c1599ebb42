namespace ServerSessions.Detection;

/// <summary>What is usual on this site at each hour of the week (UTC, as the clock on the wall stood when it was learned): counts in ten minutes.</summary>
internal sealed class SiteBaseline(IReadOnlyList<SiteHour[]> byKind)
{
    public const int HoursOfWeek = 168;

    public static readonly SiteBaseline Empty = new([]);

    /// <summary>By kind, 168 hours each, or none when nothing was learnt.</summary>
    public IReadOnlyList<SiteHour[]> ByKind => byKind;

    /// <summary>What is usual at this time; null when too little was learnt to say.</summary>
    public SiteHour? Expected(SiteKind kind, DateTimeOffset time) =>
        (int)kind < byKind.Count && byKind[(int)kind][HourOfWeek(time)] is { Weeks: >= 2 } hour ? hour : null;

    public static int HourOfWeek(DateTimeOffset time) => HourOfWeek(time.ToUnixTimeSeconds() / 3600);

    /// <param name="hour">Hours since 1970-01-01T00:00Z, a Thursday.</param>
    public static int HourOfWeek(long hour) => (int)(((hour % HoursOfWeek) + HoursOfWeek) % HoursOfWeek);
}
