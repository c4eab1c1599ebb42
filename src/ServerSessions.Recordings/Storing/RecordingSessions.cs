namespace ServerSessions.Recordings.Storing;

/// <summary>Says to which session a recording belongs. One that was taken before the storage had the session names none; it is found by the browser's key.</summary>
internal static class RecordingSessions
{
    private const int MicrosecondsInMillisecond = 1_000;
    private static readonly TimeSpan Earlier = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    public static bool IsOf(RecordingEntry entry, Pseudonym browser, SessionId session) => entry.Session is { } own
        ? own == session.ToString()
        : entry.At >= (session.Start - Earlier).ToUnixTimeMilliseconds() && entry.At < (session.Start + MaxAge).ToUnixTimeMilliseconds() && IsOf(browser, session);

    // The id is derived from the key and the start in microseconds, of which it has the milliseconds.
    private static bool IsOf(Pseudonym browser, SessionId session)
    {
        for (var i = 0; i < MicrosecondsInMillisecond; i++)
            if (SessionId.Create((session.Milliseconds * MicrosecondsInMillisecond) + i, session.Partition, browser) == session)
                return true;
        return false;
    }
}
