using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>A range of time that moves with the clock: hours to the end of the current one, or whole days including today, which rollups by day can answer.</summary>
/// <param name="Name">Name in queries.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Hours">Number of hours before the current one; null for days.</param>
/// <param name="Days">Number of days including today; null for hours.</param>
internal sealed record NamedRange(string Name, string Label, int? Hours, int? Days)
{
    /// <summary>Number of whole days that contain it.</summary>
    public int WholeDays => Days ?? 1;

    public static IReadOnlyList<NamedRange> All { get; } =
    [
        new("1h", "1 hour", 1, null), new("24h", "24 hours", 24, null), new("7d", "7 days", null, 7), new("30d", "30 days", null, 30), new("90d", "90 days", null, 90),
    ];

    public static NamedRange? Find(string name) => All.FirstOrDefault(range => range.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public (DateTimeOffset From, DateTimeOffset To) At(DateTimeOffset now, TimeZoneInfo zone)
    {
        if (Days is { } days)
        {
            var tomorrow = Calendar.Start(Calendar.Day(now, zone) + 1, zone);
            return (Calendar.AddDays(tomorrow, -days, zone), tomorrow);
        }

        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        return (hour.AddHours(-Hours!.Value), hour.AddHours(1));
    }
}
