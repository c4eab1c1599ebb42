namespace ServerSessions.Journeys.Sessions;

/// <summary>
/// Each user's share of the live sessions: a sign-in is worth more than any cookie, so without a share one account with many cookies would take the place of everyone else.
/// Counts exist only while sessions are given up, and follow from the sessions alone. Most users are counted by a slot of their hash; only where a slot is above the share
/// are its users counted one by one.
/// </summary>
internal sealed class UserShares
{
    private const int Shares = 16;
    private const int Slots = 4_096;

    private readonly IReadOnlyDictionary<Pseudonym, LiveSession> _sessions;
    private readonly int[] _slots = new int[Slots + 1];
    private readonly HashSet<int> _watched = [];
    private readonly Dictionary<Pseudonym, HeldSessions> _users = [];
    private readonly List<HeldSessions> _heavy = [];
    private readonly int _share;

    public UserShares(IReadOnlyDictionary<Pseudonym, LiveSession> sessions, int limit)
    {
        _sessions = sessions;
        _share = Math.Max(1, limit / Shares);
        foreach (var live in sessions.Values)
            (live.UserSlot, live.HeldBy) = (0, null);
        foreach (var live in sessions.Values)
            Note(live);
    }

    /// <summary>A session has changed: it may have another user, or none.</summary>
    public void Note(LiveSession live)
    {
        var user = UserOf(live);
        var slot = SlotOf(user);
        if (slot == live.UserSlot && (live.HeldBy is null || live.HeldBy.User == user))
            return;
        Remove(live);
        if (slot == 0)
            return;
        live.UserSlot = slot;
        _slots[slot]++;
        if (_watched.Contains(slot))
            Hold(live);
        else if (_slots[slot] > _share)
            Watch(slot);
    }

    /// <summary>A session has gone.</summary>
    public void Remove(LiveSession live)
    {
        if (live.UserSlot is 0)
            return;
        var slot = live.UserSlot;
        live.UserSlot = 0;
        _slots[slot]--;
        Release(live);
        if (_slots[slot] < _share - (_share / 8) && _watched.Remove(slot))
            foreach (var other in _sessions.Values)
                if (other.UserSlot == slot)
                    Release(other);
    }

    /// <summary>The session inactive longest of the user who holds the most, when that is more than a share; else null.</summary>
    public LiveSession? Surplus()
    {
        if (_heavy.Count == 0)
            return null;
        var most = _heavy[0];
        foreach (var held in _heavy)
            if (held.Count > most.Count || (held.Count == most.Count && held.User.CompareTo(most.User) < 0))
                most = held;
        return (most.Ranks ??= new LiveRanks(_sessions, most)).Lowest();
    }

    private void Watch(int slot)
    {
        _watched.Add(slot);
        foreach (var live in _sessions.Values)
            if (live.UserSlot == slot)
                Hold(live);
    }

    private void Hold(LiveSession live)
    {
        var user = UserOf(live);
        if (!_users.TryGetValue(user, out var held))
            _users.Add(user, held = new HeldSessions(user));
        live.HeldBy = held;
        if (++held.Count == _share + 1)
            _heavy.Add(held);
        held.Ranks?.Add(live);
    }

    private void Release(LiveSession live)
    {
        if (live.HeldBy is not { } held)
            return;
        live.HeldBy = null;
        if (held.Count-- == _share + 1)
            _heavy.Remove(held);
        if (held.Count == 0)
            _users.Remove(held.User);
    }

    // Sign-ins of principals without an identifier have nothing in common but their network.
    private static Pseudonym UserOf(LiveSession live) =>
        live.Worth != SessionWorth.SignedIn ? default : live.User.IsNone ? new Pseudonym(0, live.Network) : live.User;

    private static ushort SlotOf(Pseudonym user) =>
        user.IsNone ? (ushort)0 : (ushort)(1 + (((user.High ^ user.Low) * 0x9E37_79B9_7F4A_7C15) >> 52));
}
