namespace ServerSessions.Tests.Support;

/// <summary>Zones whose hours and days are hard, and when their clocks are changed.</summary>
internal static class Zones
{
    /// <summary>Ids: no change, half hours, quarters of an hour, changes by an hour, by half an hour, and at midnight.</summary>
    public static readonly TheoryData<string> All = new(
        "UTC", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Australia/Lord_Howe", "America/New_York", "America/St_Johns", "Pacific/Chatham", "Africa/Cairo");

    /// <summary>Both changes of 2026; where there are none, two midnights of the zone.</summary>
    public static IReadOnlyList<DateTimeOffset> Changes(TimeZoneInfo zone)
    {
        var changes = new List<DateTimeOffset>();
        var end = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var time = end.AddYears(-1); time < end; time = time.AddMinutes(15))
            if (zone.GetUtcOffset(time) != zone.GetUtcOffset(time.AddMinutes(-15)))
                changes.Add(time);
        return changes.Count > 0 ? changes
            : [.. new[] { new DateTime(2026, 3, 8), new DateTime(2026, 10, 4) }.Select(day => new DateTimeOffset(day, zone.BaseUtcOffset).ToUniversalTime())];
    }

    /// <summary>
    /// Times of a week around each change: one every seven minutes from six hours before it to six after it, so also in the hour that comes twice and on both
    /// sides of the one that is missing; the first and last moments of quarters; and some at any time.
    /// </summary>
    public static List<DateTimeOffset> Around(TimeZoneInfo zone, int seed)
    {
        var random = new Random(seed);
        var times = new List<DateTimeOffset>();
        foreach (var change in Changes(zone))
        {
            for (var minutes = -360; minutes <= 360; minutes += 7)
                times.Add(change.AddMinutes(minutes));
            for (var quarter = -8; quarter <= 8; quarter++)
                times.AddRange([change.AddMinutes(15 * quarter), change.AddMinutes(15 * quarter).AddMilliseconds(-1)]);
            for (var i = 0; i < 200; i++)
                times.Add(change.AddMilliseconds(random.Next(-3 * 86_400_000, 3 * 86_400_000)));
        }

        return times;
    }
}
