namespace ServerSessions.Capture.Admission;

/// <summary>
/// Caps on new anonymous sessions a second, in all and of one network. Above a cap only sources (network and user agent) that take more
/// than their part of it are refused, so that others who come at the same time still get in; above four times the cap everybody is.
/// Networks share counters by hash: the memory is fixed.
/// </summary>
internal sealed class FloodGate(int mostInAll, int mostOfNetwork, TimeProvider time)
{
    private const int Slots = 4096;
    private const int SmallPart = 16;
    private const int Hard = 4;

    private readonly Lock _gate = new();
    private readonly int[] _networks = new int[Slots];
    private readonly int[] _sources = new int[Slots];
    private long _second = long.MinValue;
    private int _all;

    /// <summary>Whether a new session of this source is one too many; else it is counted.</summary>
    public bool Refuses(ulong network, ulong agent)
    {
        var second = time.GetTimestamp() / time.TimestampFrequency;
        lock (_gate)
        {
            if (second != _second)
                Begin(second);
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

    private void Begin(long second)
    {
        _second = second;
        _all = 0;
        Array.Clear(_networks);
        Array.Clear(_sources);
    }

    private static int Part(int cap) => Math.Max(1, cap / SmallPart);

    private static int Slot(ulong hash) => (int)((hash * 0xD6E8_FEB8_6659_FD93) >> 52);
}
