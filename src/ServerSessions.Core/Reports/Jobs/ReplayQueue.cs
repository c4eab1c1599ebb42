using System.Threading.Channels;

namespace ServerSessions.Reports.Jobs;

/// <summary>The replays that wait in this process, in their order.</summary>
internal sealed class ReplayQueue
{
    /// <summary>Maximum number of replays that wait.</summary>
    public const int Capacity = 10;

    private readonly Channel<(HeldJob Job, ReplayReport Replay)> _channel = Channel.CreateUnbounded<(HeldJob, ReplayReport)>(new UnboundedChannelOptions { SingleReader = true });
    private int _waiting;

    public ChannelReader<(HeldJob Job, ReplayReport Replay)> Reader => _channel.Reader;

    /// <summary>Takes a place; false when none is free.</summary>
    public bool TryReserve()
    {
        if (Interlocked.Increment(ref _waiting) <= Capacity)
            return true;
        Leave();
        return false;
    }

    /// <summary>Gives the place back of a replay that does not wait any more.</summary>
    public void Leave() => Interlocked.Decrement(ref _waiting);

    /// <summary>Adds a replay that has a place.</summary>
    public void Add(HeldJob job, ReplayReport replay) => _channel.Writer.TryWrite((job, replay));
}
