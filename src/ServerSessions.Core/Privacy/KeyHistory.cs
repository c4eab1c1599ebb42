namespace ServerSessions.Privacy;

/// <summary>
/// The identity keys of the past and the future, oldest first: one list for all nodes. A rotation does not change the key in use, because memories of rules about a
/// user, a network or an account contain pseudonyms and cannot be translated. So the identity key in use is stored,
/// encrypted under each listed key, and outlives the key that it was derived from.
/// </summary>
internal sealed record KeyHistory(IReadOnlyList<KeyUse> Uses)
{
    /// <summary>Time from the first use of a key that renames identities to the renaming; by then, all nodes have read it.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromMinutes(3);

    private const int Kept = 8;

    /// <summary>Returns the history as a node with these keys continues it; the same object when there is nothing to add.</summary>
    public KeyHistory With(KeyRing keys, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var history = this;
        if (Uses.Count == 0)
            history = new([new KeyUse(keys.Current.Id, at, [])]);
        // The key in use is no longer listed and no listed key can decrypt its identity key: the next one takes over now, on every node that reads this.
        else if (Find(InUse(now), keys) is null)
            history = new([.. Uses.Where(u => u.Key != KeyOf(keys, now).Id).TakeLast(Kept - 1), new KeyUse(KeyOf(keys, now).Id, at, [])]);
        if (keys.Current.RenamesIdentities && !history.Uses.Any(u => u.Key == keys.Current.Id))
            history = new([.. history.Uses.TakeLast(Kept - 1), new KeyUse(keys.Current.Id, at + (long)Notice.TotalMilliseconds, [])]);
        return history.Wrapped(keys, now);
    }

    /// <summary>Returns the identity key in use, as far as a node with these keys can decrypt it.</summary>
    public IdentityKey KeyOf(KeyRing keys, DateTimeOffset now) =>
        Find(InUse(now), keys) ?? Uses.Select(u => Find(u, keys)).FirstOrDefault(k => k is not null) ?? keys.Current.Identity;

    /// <summary>Returns the time at which the next key takes over; null when none is due.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) =>
        Uses.FirstOrDefault(u => u.From > now.ToUnixTimeMilliseconds()) is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next.From) : null;

    private static IdentityKey? Find(KeyUse use, KeyRing keys) =>
        keys.Find(use.Key)?.Identity
        ?? use.Wrapped.Select(w => keys.Find(w.Under) is { } key ? w.Open(use.Key, key) : null).FirstOrDefault(k => k is not null);

    // Keys in use or due are encrypted under every listed key; replaced ones are not kept.
    private KeyHistory Wrapped(KeyRing keys, DateTimeOffset now)
    {
        var inUse = InUse(now);
        KeyUse[] uses = [.. Uses.Select(u => u.From < inUse.From ? (u.Wrapped.Count == 0 ? u : u with { Wrapped = [] }) : Wrapped(u, keys))];
        return uses.SequenceEqual(Uses, ReferenceEqualityComparer.Instance) ? this : new(uses);
    }

    private static KeyUse Wrapped(KeyUse use, KeyRing keys)
    {
        if (Find(use, keys) is not { } identity)
            return use;
        WrappedIdentity[] added = [.. keys.All.Where(k => k.Id != use.Key && !use.Wrapped.Any(w => w.Under == k.Id)).Select(k => WrappedIdentity.Of(identity, k))];
        return added.Length == 0 ? use : use with { Wrapped = [.. use.Wrapped.TakeLast(Kept - added.Length), .. added] };
    }

    // If the clock is behind the first entry's time, the first entry is in use.
    private KeyUse InUse(DateTimeOffset now) => Uses.LastOrDefault(u => u.From <= now.ToUnixTimeMilliseconds()) ?? Uses[0];
}
