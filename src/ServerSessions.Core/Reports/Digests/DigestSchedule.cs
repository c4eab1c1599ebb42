using ServerSessions.Insights;

namespace ServerSessions.Reports.Digests;

/// <summary>When the weekly digest is due, by the clock on the wall of a zone.</summary>
internal sealed record DigestSchedule(DayOfWeek Day, int Hour, TimeZoneInfo Zone)
{
    private const int Week = 7;

    /// <summary>Returns the newest time at which a digest was due, and the days that it is about.</summary>
    public DigestWeek Newest(DateTimeOffset now)
    {
        var today = Calendar.Day(now, Zone);
        // Weekdays count from Monday here and from Sunday there.
        var day = today - ((Calendar.Weekday(today) - ((int)Day + Week - 1) % Week + Week) % Week);
        if (DueAt(day) > now)
            day -= Week;
        return new DigestWeek(DueAt(day), Calendar.Start(day - (2 * Week), Zone), Calendar.Start(day - Week, Zone), Calendar.Start(day, Zone));
    }

    private DateTimeOffset DueAt(int day) => Calendar.At(Calendar.Date(day).ToDateTime(new TimeOnly(Hour, 0)), Zone);
}

/// <summary>A week of the digest and the week before it.</summary>
internal sealed record DigestWeek(DateTimeOffset Due, DateTimeOffset Before, DateTimeOffset From, DateTimeOffset To);
