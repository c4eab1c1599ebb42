namespace ServerSessions.Detection;

/// <summary>The usual counts of this site at each hour of the week (UTC, by the local time when it was learned), in ten minutes.</summary>
internal sealed class SiteBaseline(IReadOnlyList<SiteHour[]> byKind)
{
    public const int HoursOfWeek = 168;

    public static readonly SiteBaseline Empty = new([]);

    /// <summary>168 hours for each kind, or none when nothing was learned.</summary>
    public IReadOnlyList<SiteHour[]> ByKind => byKind;

    /// <summary>The usual number at this time; null when there is too little data.</summary>
    public SiteHour? Expected(SiteKind kind, DateTimeOffset time) =>
        (int)kind < byKind.Count && byKind[(int)kind][HourOfWeek(time)] is { Weeks: >= 2 } hour ? hour : null;

    public static int HourOfWeek(DateTimeOffset time) => HourOfWeek(time.ToUnixTimeSeconds() / 3600);

    /// <param name="hour">Hours since 1970-01-01T00:00Z, a Thursday.</param>
    public static int HourOfWeek(long hour) => (int)(((hour % HoursOfWeek) + HoursOfWeek) % HoursOfWeek);
}
