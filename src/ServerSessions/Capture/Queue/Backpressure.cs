using ServerSessions.Model;

namespace ServerSessions.Capture.Queue;

/// <summary>
/// Decides what a producer sheds while storage answers Busy: a growing share of the new anonymous sessions of that partition, chosen by their key so that a choice
/// holds for the whole session; and every event, when that does not help and the queue fills up.
/// </summary>
internal sealed class Backpressure(EventQueue queue, TimeProvider time)
{
    /// <summary>Least time from one step up to the next.</summary>
    public static readonly TimeSpan RisesEvery = TimeSpan.FromSeconds(1);

    /// <summary>Time without Busy after which a step is taken back.</summary>
    public static readonly TimeSpan FallsAfter = TimeSpan.FromSeconds(2);

    private const int EverythingLevel = 5;
    private const double FullQueue = 0.5;

    // Threshold by level, out of 2³² hashes.
    private static readonly ulong[] Shares = [0, 1UL << 29, 1UL << 30, 1UL << 31, 1UL << 32, 1UL << 32];

    private readonly Lock _gate = new();
    private State[] _partitions = [];
    private volatile bool _any;

    /// <summary>Whether anything is shed: all that an ordinary request reads.</summary>
    public bool Any => _any;

    /// <summary>Partitions that shed now, with the step they are on.</summary>
    public int Highest
    {
        get
        {
            lock (_gate)
                return _partitions.Length == 0 ? 0 : _partitions.Max(p => p.Level);
        }
    }

    public void Start(int partitions)
    {
        lock (_gate)
            _partitions = new State[partitions];
    }

    public void Busy(int partition)
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            ref var state = ref _partitions[partition];
            state.Busy = now;
            var highest = queue.Usage >= FullQueue ? EverythingLevel : EverythingLevel - 1;
            if (state.Level >= highest || (state.Level > 0 && time.GetElapsedTime(state.Changed, now) < RisesEvery))
                return;
            state.Level++;
            state.Changed = now;
            _any = true;
        }
    }

    /// <summary>Takes steps back where storage has not been busy for a while.</summary>
    public void Relax()
    {
        if (!_any)
            return;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var any = false;
            foreach (ref var state in _partitions.AsSpan())
            {
                if (state.Level > 0 && time.GetElapsedTime(Math.Max(state.Changed, state.Busy), now) >= FallsAfter)
                {
                    state.Level--;
                    state.Changed = now;
                }

                any |= state.Level > 0;
            }

            _any = any;
        }
    }

    public Shedding Sheds(Pseudonym key, bool isNewSession)
    {
        lock (_gate)
        {
            var level = _partitions.Length == 0 ? 0 : _partitions[PartitionMap.Of(key, _partitions.Length)].Level;
            return level == EverythingLevel ? Shedding.Everything
                : isNewSession && Hash(key) < Shares[level] ? Shedding.Session
                : Shedding.Nothing;
        }
    }

    // Other bits than those that chose the partition: in one partition these are equal for all keys.
    private static ulong Hash(Pseudonym key) => ((key.Low ^ (key.High * 0xC2B2_AE3D_27D4_EB4F)) * 0x9E37_79B9_7F4A_7C15) >> 32;

    private struct State
    {
        public int Level;
        public long Changed;
        public long Busy;
    }
}
