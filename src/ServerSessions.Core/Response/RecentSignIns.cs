namespace ServerSessions.Response;

/// <summary>
/// The sign-ins that this node served in the last seconds. A token has its time in whole seconds, so for one made in the second of a revocation only this list shows
/// that it is older. Above 8,000 signed-in requests a second, some are overwritten too early.
/// </summary>
internal sealed class RecentSignIns
{
    private const int Stripes = 16;
    private const int Places = 1_024;

    private readonly Ring[] _rings = [.. Enumerable.Range(0, Stripes).Select(_ => new Ring())];

    /// <param name="user">The user.</param>
    /// <param name="session">The authenticated session that was shown.</param>
    /// <param name="time">Start of the request, Unix microseconds.</param>
    public void Note(Pseudonym user, Pseudonym session, long time)
    {
        var ring = _rings[Environment.CurrentManagedThreadId % Stripes];
        lock (ring.Gate)
            ring.Places[ring.Next++ % Places] = (user, session, time);
    }

    /// <summary>Returns the authenticated sessions of a user that were shown from one moment (inclusive) to another (exclusive), Unix microseconds.</summary>
    public IReadOnlyCollection<Pseudonym> Of(Pseudonym user, long from, long to)
    {
        var found = new HashSet<Pseudonym>();
        foreach (var ring in _rings)
            lock (ring.Gate)
                foreach (var (who, session, time) in ring.Places)
                    if (who == user && time >= from && time < to)
                        found.Add(session);
        return found;
    }

    private sealed class Ring
    {
        public Lock Gate { get; } = new();

        public (Pseudonym User, Pseudonym Session, long Time)[] Places { get; } = new (Pseudonym, Pseudonym, long)[RecentSignIns.Places];

        public uint Next { get; set; }
    }
}
