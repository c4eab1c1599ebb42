namespace ServerSessions.Cli.Logs.Fields;

/// <summary>The times that a date can hold.</summary>
internal static class LogTime
{
    private const long Earliest = -62_135_596_800_000_000; // 0001-01-01
    private const long Latest = 253_402_300_799_999_999; // 9999-12-31

    /// <summary>Whether Unix microseconds are a date; the offset of a time can move it before the year 1 or behind the year 9999.</summary>
    public static bool IsDate(long microseconds) => microseconds is >= Earliest and <= Latest;
}
