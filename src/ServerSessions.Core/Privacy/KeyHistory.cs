namespace ServerSessions.Privacy;

/// <summary>
/// Under which key identities were named and will be, oldest first: one list for all nodes. A new key takes over only after
/// <see cref="CarryOver"/>, when its beginning has long been known everywhere and no rule remembers what was before.
/// </summary>
internal sealed record KeyHistory(IReadOnlyList<KeyUse> Uses)
{
    /// <summary>From the first use of a new key for tickets and cookies to its use for identities; no built-in rule remembers for longer.</summary>
    public static readonly TimeSpan CarryOver = TimeSpan.FromDays(30);

    private const int Kept = 8;

    /// <summary>The history as a node with these keys continues it; the same object when there is nothing to add.</summary>
    public KeyHistory With(KeyRing keys, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        if (Uses.Count == 0)
            return new([new KeyUse(keys.Current.Id, at)]);
        // The operator has removed the key that was in use: the next one takes over here and now, on every node that reads this.
        if (keys.Find(InUse(now).Key) is null)
            return new([.. Uses.Where(u => u.Key != KeyOf(keys, now).Id).TakeLast(Kept - 1), new KeyUse(KeyOf(keys, now).Id, at)]);
        return Uses.Any(u => u.Key == keys.Current.Id)
            ? this
            : new([.. Uses.TakeLast(Kept - 1), new KeyUse(keys.Current.Id, Math.Max(at + (long)CarryOver.TotalMilliseconds, Uses[^1].From))]);
    }

    /// <summary>The key of identities, among those that this node reads.</summary>
    public KeySet KeyOf(KeyRing keys, DateTimeOffset now) =>
        keys.Find(InUse(now).Key) ?? Uses.Select(u => keys.Find(u.Key)).FirstOrDefault(k => k is not null) ?? keys.Current;

    /// <summary>When the next key takes over; null when none is due.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) =>
        Uses.FirstOrDefault(u => u.From > now.ToUnixTimeMilliseconds()) is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next.From) : null;

    // A clock that is behind the first entry's: it was in use all the same.
    private KeyUse InUse(DateTimeOffset now) => Uses.LastOrDefault(u => u.From <= now.ToUnixTimeMilliseconds()) ?? Uses[0];
}
