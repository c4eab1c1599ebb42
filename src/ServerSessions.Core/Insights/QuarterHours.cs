namespace ServerSessions.Insights;

/// <summary>
/// Quarters of an hour, counted since 1970-01-01T00:00Z. Every offset from UTC that a zone of today has is a multiple of them, so the hours and
/// days of any zone are made of whole ones.
/// </summary>
internal static class QuarterHours
{
    public const int PerHour = 4;
    public const int Minutes = 15;

    private const long Milliseconds = Minutes * 60_000;

    public static long Of(Journey journey) => journey.Id.Milliseconds / Milliseconds;

    /// <summary>The quarter that holds a time.</summary>
    public static long Down(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / Milliseconds;

    /// <summary>The first quarter that begins at a time or after it.</summary>
    public static long Up(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() + Milliseconds - 1) / Milliseconds;

    public static DateTimeOffset Start(long quarter) => DateTimeOffset.FromUnixTimeMilliseconds(quarter * Milliseconds);
}
