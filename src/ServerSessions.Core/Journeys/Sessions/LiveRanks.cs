using System.Diagnostics.CodeAnalysis;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Which session is given up first when there are too many: the least valuable, and of those the one whose activity lies furthest back. The order
/// is a function of the sessions alone, so another worker that goes on from their stored states gives up the same ones.
/// </summary>
internal sealed class LiveRanks
{
    private const int Slack = 1_024;

    private readonly IReadOnlyDictionary<Pseudonym, LiveSession> _sessions;
    private readonly HeldSessions? _only;
    private readonly PriorityQueue<Pseudonym, Rank> _queue = new();

    /// <param name="sessions">The sessions by key.</param>
    /// <param name="only">Those that are ranked; null for all.</param>
    public LiveRanks(IReadOnlyDictionary<Pseudonym, LiveSession> sessions, HeldSessions? only = null)
    {
        _sessions = sessions;
        _only = only;
        Build();
    }

    /// <summary>A session has changed. One that is worth less is ranked anew at once; one that rises, when its turn comes.</summary>
    public void Note(LiveSession live)
    {
        if (live.RankedAs > live.Worth)
            Add(live);
    }

    /// <summary>Ranks a session that was not among these.</summary>
    public void Add(LiveSession live)
    {
        Enqueue(live);
        // Entries of sessions that have left or were ranked anew stay in the queue.
        if (_queue.Count > (2 * _sessions.Count) + Slack)
            Build();
    }

    public LiveSession Lowest()
    {
        LiveSession? lowest;
        while (!TryTake(out lowest))
        {
        }

        return lowest;
    }

    private bool TryTake([NotNullWhen(true)] out LiveSession? lowest)
    {
        lowest = null;
        if (!_queue.TryDequeue(out var key, out var rank))
            throw new InvalidOperationException("There is no session that could be given up.");
        if (!_sessions.TryGetValue(key, out var live) || !IsRanked(live))
            return false;
        var now = RankOf(live);
        if (now.CompareTo(rank) > 0)
            Enqueue(live);
        if (now.CompareTo(rank) == 0)
            lowest = live;
        return lowest is not null;
    }

    private void Build()
    {
        _queue.Clear();
        foreach (var live in _sessions.Values)
            if (IsRanked(live))
                Enqueue(live);
    }

    private bool IsRanked(LiveSession live) => _only is null || live.HeldBy == _only;

    private void Enqueue(LiveSession live)
    {
        if (_only is null)
            live.RankedAs = live.Worth;
        _queue.Enqueue(live.Key, RankOf(live));
    }

    private static Rank RankOf(LiveSession live) => new(live.Worth, live.IsOpen ? live.LastActive : live.ClosedAt, live.Key);

    private readonly record struct Rank(SessionWorth Worth, long Active, Pseudonym Key) : IComparable<Rank>
    {
        public int CompareTo(Rank other) =>
            Worth != other.Worth ? Worth.CompareTo(other.Worth) : Active != other.Active ? Active.CompareTo(other.Active) : Key.CompareTo(other.Key);
    }
}
