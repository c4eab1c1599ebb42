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

    /// <summary>
    /// Returns the history as a node with these keys continues it; the same object when there is nothing to add. Only a key that renames identities replaces, and so deletes, the one
    /// in use.
    /// </summary>
    /// <exception cref="UnrelatedKeysException">None of the keys is, or can decrypt, the identity key in use, and none is to rename it.</exception>
    public KeyHistory With(KeyRing keys, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var history = this;
        var renames = keys.Current.RenamesIdentities && !Uses.Any(u => u.Key == keys.Current.Id);
        if (Uses.Count == 0)
            history = new([KeyUse.Of(keys.Current.Identity, at)]);
        else if (Find(InUse(now), keys) is null)
            // A node that cannot wait for the others: no key of its list names what the storage holds.
            history = renames ? new([.. Uses.TakeLast(Kept - 1), KeyUse.Of(keys.Current.Identity, at)]) : throw new UnrelatedKeysException(InUse(now).Key, keys);
        else if (renames)
            history = new([.. Uses.TakeLast(Kept - 1), KeyUse.Of(keys.Current.Identity, at + (long)Notice.TotalMilliseconds)]);
        return history.Wrapped(keys, now);
    }

    /// <summary>Returns the identity key in use, as far as a node with these keys can decrypt it.</summary>
    public IdentityKey KeyOf(KeyRing keys, DateTimeOffset now) =>
        Find(InUse(now), keys) ?? Uses.Select(u => Find(u, keys)).FirstOrDefault(k => k is not null) ?? keys.Current.Identity;

    /// <summary>Returns the time at which the next key takes over; null when none is due.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) =>
        Uses.FirstOrDefault(u => u.From > now.ToUnixTimeMilliseconds()) is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next.From) : null;

    private static IdentityKey? Find(KeyUse use, KeyRing keys) =>
        keys.Find(use.Key)?.Identity is { } own && use.IsOf(own)
            ? own
            : use.Wrapped.Select(w => keys.Find(w.Under) is { } key ? w.Open(use.Key, key) : null).FirstOrDefault(k => k is not null && use.IsOf(k));

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
