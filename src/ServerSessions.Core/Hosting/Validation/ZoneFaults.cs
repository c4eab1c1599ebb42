namespace ServerSessions.Hosting;

/// <summary>Finds faults of the time zone. Trends are counted by the quarter of an hour, so offsets must be multiples of it.</summary>
internal static class ZoneFaults
{
    private const int Minutes = 15;
    private static readonly DateTime Since = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    public static IEnumerable<string> Of(TimeZoneInfo? zone)
    {
        if (zone is null)
        {
            yield return "TimeZone is null; expected a zone, like TimeZoneInfo.FindSystemTimeZoneById(\"Asia/Kolkata\").";
            yield break;
        }

        var offsets = zone.GetAdjustmentRules().Where(rule => rule.DateEnd >= Since)
            .SelectMany(rule => new[] { zone.BaseUtcOffset + rule.BaseUtcOffsetDelta, zone.BaseUtcOffset + rule.BaseUtcOffsetDelta + rule.DaylightDelta })
            .Prepend(zone.BaseUtcOffset);
        foreach (var offset in offsets.Distinct().Where(offset => offset.Ticks % TimeSpan.FromMinutes(Minutes).Ticks != 0))
            yield return $"TimeZone is \"{zone.Id}\", whose offset from UTC is {offset}; expected a multiple of {Minutes} minutes.";
    }
}
