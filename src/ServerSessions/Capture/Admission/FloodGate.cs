namespace ServerSessions.Capture.Admission;

/// <summary>
/// Caps on what is new in a period, such as anonymous sessions in a second, in all and of one network. Above a cap only sources (network and user agent) that take more
/// than their part of it are refused, so that others who come at the same time still get in; above four times the cap everybody is.
/// Networks share counters by hash: the memory is fixed.
/// </summary>
/// <param name="mostInAll">The cap on all networks together.</param>
/// <param name="mostOfNetwork">The cap on one network.</param>
/// <param name="period">The period, whole seconds.</param>
/// <param name="time">The clock.</param>
internal sealed class FloodGate(int mostInAll, int mostOfNetwork, TimeSpan period, TimeProvider time)
{
    private const int Slots = 4096;
    private const int SmallPart = 16;
    private const int Hard = 4;

    private readonly Lock _gate = new();
    private readonly int[] _networks = new int[Slots];
    private readonly int[] _sources = new int[Slots];
    private readonly long _ticks = time.TimestampFrequency * (long)period.TotalSeconds;
    private long _period = long.MinValue;
    private int _all;

    /// <summary>Whether one more of this source is one too many; else it is counted.</summary>
    public bool Refuses(ulong network, ulong agent)
    {
        var now = time.GetTimestamp() / _ticks;
        lock (_gate)
        {
            if (now != _period)
                Begin(now);
            ref var ofNetwork = ref _networks[Slot(network)];
            ref var ofSource = ref _sources[Slot(network ^ (agent * 0x9E37_79B9_7F4A_7C15))];
            // Without an address there is no network to take too much.
            var fromNetwork = network == 0 ? 0 : ofNetwork;
            if (_all >= Hard * (long)mostInAll || fromNetwork >= Hard * (long)mostOfNetwork
                || (_all >= mostInAll && ofSource >= Part(mostInAll))
                || (fromNetwork >= mostOfNetwork && ofSource >= Part(mostOfNetwork)))
                return true;
            _all++;
            ofNetwork++;
            ofSource++;
            return false;
        }
    }

    private void Begin(long now)
    {
        _period = now;
        _all = 0;
        Array.Clear(_networks);
        Array.Clear(_sources);
    }

    private static int Part(int cap) => Math.Max(1, cap / SmallPart);

    private static int Slot(ulong hash) => (int)((hash * 0xD6E8_FEB8_6659_FD93) >> 52);
}
