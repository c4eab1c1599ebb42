using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>
/// The configured keys, newest first as they are listed; one drawn for this process when none is configured. Tickets and cookies are made
/// under <see cref="Current"/> and keep their key; everything else is named under <see cref="Identity"/>, which stays through rotations and is the same on all nodes.
/// </summary>
internal sealed class KeyRing
{
    private readonly TimeProvider _time;
    private volatile IdentityKeys _identities;

    public KeyRing(IEnumerable<SessionKey> keys, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        All = [.. keys.Select(k => new KeySet(k.Id, Convert.FromBase64String(k.Secret)) { ActiveFrom = k.ActiveFrom, RenamesIdentities = k.RenamesIdentities })];
        IsTransient = All.Count == 0;
        if (IsTransient)
            All = [new KeySet("process", RandomNumberGenerator.GetBytes(KeySet.SecretBytes))];
        _identities = new IdentityKeys(All, Current.Identity);
    }

    public IReadOnlyList<KeySet> All { get; }

    /// <summary>The first key whose time has come: new tickets and cookies are made under it.</summary>
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

    /// <summary>What users, accounts, networks, agents, foreign sessions and values are named with. <see cref="KeyHistoryService"/> says which key that is.</summary>
    public IdentityKeys Identities => _identities;

    public IdentityKey Identity => _identities.Current;

    /// <summary>Nothing is configured: pseudonyms change when the process starts again.</summary>
    public bool IsTransient { get; }

    /// <summary>The key with this id; null when it is not listed any more.</summary>
    public KeySet? Find(ReadOnlySpan<char> id)
    {
        foreach (var key in All)
            if (id.SequenceEqual(key.Id))
                return key;
        return null;
    }

    /// <summary>Names identities with this key from now on. Returns whether that is another one than before.</summary>
    public bool Use(IdentityKey identity)
    {
        if (identity.IsSame(Identity))
            return false;
        _identities = new IdentityKeys(All, identity);
        return true;
    }
}
