namespace ServerSessions.Personalization;

/// <summary>Pauses calls of requests to storage for a second after one has failed or took too long, so that requests do not wait one after the other.</summary>
internal sealed class ReadGate(TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private long _failedAt;

    public bool IsOpen => Volatile.Read(ref _failedAt) is var at && (at == 0 || time.GetElapsedTime(at) >= Pause);

    /// <returns>Whether calls were not paused before.</returns>
    public bool Fail()
    {
        var wasOpen = IsOpen;
        Volatile.Write(ref _failedAt, Math.Max(1, time.GetTimestamp()));
        return wasOpen;
    }
}
