using ServerSessions.Model;

namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// The sessions of a partition by key, the open ones by id too, and which of them is given up when there are too many. What is left of a closed
/// session counts like an open one: it stays for a day.
/// </summary>
internal sealed class LiveSessions(int partition, FloodLimits limits)
{
    private readonly Dictionary<Pseudonym, LiveSession> _all = [];
    private readonly Dictionary<SessionId, LiveSession> _open = [];
    private readonly ProvisionalRing _provisional = new(limits.Provisional);
    private readonly List<LiveSession> _restored = [];
    private LiveRanks? _ranks;
    private UserShares? _shares;

    public int Count => _all.Count;

    public int OpenCount => _open.Count;

    /// <summary>Sessions of one request that are waited for.</summary>
    public int Provisional => _provisional.Count;

    public IEnumerable<LiveSession> All => _all.Values;

    public IEnumerable<LiveSession> AllOpen => _open.Values;

    public bool IsTooFull => _all.Count > limits.Live;

    public LiveSession this[Pseudonym key] => _all[key];

    public LiveSession? Find(Pseudonym key) => _all.GetValueOrDefault(key);

    public LiveSession? FindOpen(SessionId id) => _open.GetValueOrDefault(id);

    public void Restore(LiveSession live)
    {
        _all[live.Key] = live;
        if (live.IsOpen)
            _open[live.Id] = live;
        if (live.IsProvisional)
            _restored.Add(live);
    }

    /// <summary>Opens the key's session, with what is left of the one before.</summary>
    public LiveSession Open(in RequestEvent e)
    {
        if (!_all.TryGetValue(e.Key, out var live))
            _all.Add(e.Key, live = new LiveSession(e.Key));
        live.Open(e, partition);
        _open[live.Id] = live;
        return live;
    }

    /// <summary>What is left of a session, or what is to be known of one before it opens.</summary>
    public LiveSession Rest(Pseudonym key, long closedAt)
    {
        var live = new LiveSession(key) { ClosedAt = closedAt };
        _all.Add(key, live);
        Note(live);
        return live;
    }

    /// <summary>An event was added: what the session is worth may have changed.</summary>
    public void Note(LiveSession live)
    {
        _ranks?.Note(live);
        _shares?.Note(live);
    }

    /// <summary>Closes a session; its rest stays until it is removed.</summary>
    public void Close(LiveSession live)
    {
        _open.Remove(live.Id);
        live.Close();
        Note(live);
    }

    public void Remove(LiveSession live)
    {
        _all.Remove(live.Key);
        _open.Remove(live.Id);
        _shares?.Remove(live);
        if (_all.Count < limits.Live - (limits.Live / 8))
            (_ranks, _shares) = (null, null);
    }

    /// <summary>The session that is given up first, of which there is one: the oldest of a user with more than a share, else the least valuable.</summary>
    public LiveSession Lowest()
    {
        _shares ??= new UserShares(_all, limits.Live);
        return _shares.Surplus() ?? (_ranks ??= new LiveRanks(_all)).Lowest();
    }

    /// <summary>Whether the session was one that is waited for; from now on it is not.</summary>
    public bool StopAwaiting(LiveSession live) => _provisional.Remove(live.Key);

    /// <summary>
    /// Waits for the session when it is provisional: a client that came without our cookie may never come back, so such sessions are bounded. Returns the
    /// one that is one too many.
    /// </summary>
    public LiveSession? Await(LiveSession live)
    {
        if (!live.IsProvisional)
        {
            _provisional.Remove(live.Key);
            return null;
        }

        _provisional.Add(live.Key, live.Network, live.Client);
        return _provisional.IsTooFull ? _all[_provisional.Next()] : null;
    }

    /// <summary>Waits for what was restored, in the order in which it came; the order of restoring is another.</summary>
    public void AwaitRestored()
    {
        if (_restored.Count == 0)
            return;
        foreach (var restored in _restored.OrderBy(s => s.Start).ThenBy(s => s.Key))
            _provisional.Add(restored.Key, restored.Network, restored.Client);
        _restored.Clear();
    }
}
