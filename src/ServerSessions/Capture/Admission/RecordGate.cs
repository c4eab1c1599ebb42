namespace ServerSessions.Capture.Admission;

/// <summary>Caps what the connections of one session record in a second. Sessions share counters by hash: the memory is fixed.</summary>
internal sealed class RecordGate(int mostOfSession, TimeProvider time)
{
    private const int Slots = 4096;

    private readonly Lock _gate = new();
    private readonly int[] _sessions = new int[Slots];
    private long _second = long.MinValue;

    /// <summary>Whether one more of this session may be recorded; it is counted then.</summary>
    public bool TryTake(Pseudonym session)
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        lock (_gate)
        {
            if (second != _second)
            {
                _second = second;
                Array.Clear(_sessions);
            }

            ref var taken = ref _sessions[(uint)session.GetHashCode() % Slots];
            if (taken >= mostOfSession)
                return false;
            taken++;
            return true;
        }
    }
}
