using System.Security.Cryptography;

namespace ServerSessions.Privacy;

/// <summary>
/// The configured keys, newest first as they are listed; one drawn for this process when none is configured. Tickets and cookies are made
/// under <see cref="Current"/> and keep their key; everything else is named under <see cref="Identity"/>, which changes for all nodes at once.
/// </summary>
internal sealed class KeyRing
{
    private readonly TimeProvider _time;
    private volatile KeySet _identity;

    public KeyRing(IEnumerable<SessionKey> keys, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        All = [.. keys.Select((k, place) => new KeySet(k.Id, Convert.FromBase64String(k.Secret)) { Place = place, ActiveFrom = k.ActiveFrom })];
        IsTransient = All.Count == 0;
        if (IsTransient)
            All = [new KeySet("process", RandomNumberGenerator.GetBytes(KeySet.SecretBytes))];
        _identity = Current;
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

    /// <summary>The key of users, accounts, networks, agents, foreign sessions and values. <see cref="KeyHistoryService"/> changes it.</summary>
    public KeySet Identity { get => _identity; set => _identity = value; }

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
}
