namespace ServerSessions.Privacy;

/// <summary>
/// With which identity key identities were named and will be, oldest first: one list for all nodes. A rotation does not change it: what rules remember about a
/// user, a network or an account cannot be carried from one pseudonym to another, since it is made of such pseudonyms itself. So the identity key in use is kept,
/// encrypted under each listed key, and outlives the key that it was made from.
/// </summary>
internal sealed record KeyHistory(IReadOnlyList<KeyUse> Uses)
{
    /// <summary>From the first use of a key that renames identities to the renaming: all nodes have read of it by then.</summary>
    public static readonly TimeSpan Notice = TimeSpan.FromMinutes(3);

    private const int Kept = 8;

    /// <summary>The history as a node with these keys continues it; the same object when there is nothing to add.</summary>
    public KeyHistory With(KeyRing keys, DateTimeOffset now)
    {
        var at = now.ToUnixTimeMilliseconds();
        var history = this;
        if (Uses.Count == 0)
            history = new([new KeyUse(keys.Current.Id, at, [])]);
        // The key in use is gone and no listed key opens what is left of it: the next one takes over here and now, on every node that reads this.
        else if (Find(InUse(now), keys) is null)
            history = new([.. Uses.Where(u => u.Key != KeyOf(keys, now).Id).TakeLast(Kept - 1), new KeyUse(KeyOf(keys, now).Id, at, [])]);
        if (keys.Current.RenamesIdentities && !history.Uses.Any(u => u.Key == keys.Current.Id))
            history = new([.. history.Uses.TakeLast(Kept - 1), new KeyUse(keys.Current.Id, at + (long)Notice.TotalMilliseconds, [])]);
        return history.Wrapped(keys, now);
    }

    /// <summary>The identity key in use, as far as a node with these keys can have it.</summary>
    public IdentityKey KeyOf(KeyRing keys, DateTimeOffset now) =>
        Find(InUse(now), keys) ?? Uses.Select(u => Find(u, keys)).FirstOrDefault(k => k is not null) ?? keys.Current.Identity;

    /// <summary>When the next key takes over; null when none is due.</summary>
    public DateTimeOffset? Next(DateTimeOffset now) =>
        Uses.FirstOrDefault(u => u.From > now.ToUnixTimeMilliseconds()) is { } next ? DateTimeOffset.FromUnixTimeMilliseconds(next.From) : null;

    private static IdentityKey? Find(KeyUse use, KeyRing keys) =>
        keys.Find(use.Key)?.Identity
        ?? use.Wrapped.Select(w => keys.Find(w.Under) is { } key ? w.Open(use.Key, key) : null).FirstOrDefault(k => k is not null);

    // What is in use, or will be, is kept under every listed key; what was replaced was given up, and is kept no longer.
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

    // A clock that is behind the first entry's: it was in use all the same.
    private KeyUse InUse(DateTimeOffset now) => Uses.LastOrDefault(u => u.From <= now.ToUnixTimeMilliseconds()) ?? Uses[0];
}
