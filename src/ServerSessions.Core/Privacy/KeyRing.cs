using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>
/// The configured keys, newest first as listed, or one generated for this process when none is configured. Tickets and cookies are made
/// under <see cref="Current"/> and keep their key; all other pseudonyms are made under <see cref="Identity"/>, which rotations keep and all nodes share.
/// </summary>
internal sealed class KeyRing
{
    private readonly TimeProvider _time;
    private volatile IdentityKeys _identities;

    /// <param name="keys">The configured keys, newest first.</param>
    /// <param name="time">The clock by which keys become active.</param>
    /// <param name="endsDaily">Identities are made under a key of the day, which <see cref="UseDay"/> replaces.</param>
    public KeyRing(IEnumerable<SessionKey> keys, TimeProvider? time = null, bool endsDaily = false)
    {
        EndsDaily = endsDaily;
        _time = time ?? TimeProvider.System;
        All = [.. keys.Select(k => new KeySet(k.Id, Convert.FromBase64String(k.Secret)) { ActiveFrom = k.ActiveFrom, RenamesIdentities = k.RenamesIdentities })];
        IsTransient = All.Count == 0;
        if (IsTransient)
            All = [new KeySet("process", RandomNumberGenerator.GetBytes(KeySet.SecretBytes))];
        _identities = new IdentityKeys(All, endsDaily ? DayKey(RandomNumberGenerator.GetBytes(KeySet.SecretBytes)) : Current.Identity);
    }

    /// <summary>Identities are made under a key that is derived from the salt of the day and is gone with it.</summary>
    public bool EndsDaily { get; }

    public IReadOnlyList<KeySet> All { get; }

    /// <summary>The first key that is active: new tickets and cookies are made under it.</summary>
    public KeySet Current
    {
        get
        {
            if (All.Count == 1)
                return All[0];
            var now = _time.GetUtcNow();
            foreach (var key in All)
                if (key.ActiveFrom is not { } from || from <= now)
                    return key;
            return All[^1];
        }
    }

    /// <summary>The identity keys for users, accounts, networks, agents, sessions of tokens, and values. <see cref="KeyHistoryService"/> sets them.</summary>
    public IdentityKeys Identities => _identities;

    public IdentityKey Identity => _identities.Current;

    /// <summary>Whether no key is configured, so that pseudonyms change with each start of the process.</summary>
    public bool IsTransient { get; }

    /// <summary>Returns the key with this id; null when it is no longer listed.</summary>
    public KeySet? Find(ReadOnlySpan<char> id)
    {
        foreach (var key in All)
            if (id.SequenceEqual(key.Id))
                return key;
        return null;
    }

    /// <summary>Makes identities under the key of a day's salt from now on, where they end daily.</summary>
    public void UseDay(ReadOnlySpan<byte> salt)
    {
        if (EndsDaily)
            Use(DayKey(salt));
    }

    /// <summary>Uses this identity key from now on. Returns whether it is another one than before.</summary>
    public bool Use(IdentityKey identity)
    {
        if (identity.IsSame(Identity))
            return false;
        _identities = new IdentityKeys(All, identity);
        return true;
    }

    private static IdentityKey DayKey(ReadOnlySpan<byte> salt) => new("day", KeySet.Derive(salt, "identities of the day"));
}
