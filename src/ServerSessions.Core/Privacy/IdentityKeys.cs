using ServerSessions.Model;

namespace ServerSessions.Privacy;

/// <summary>The identity key in use and those that stored pseudonyms may be made with. The object is replaced as a whole, so cached results can check whether they are still valid.</summary>
internal sealed class IdentityKeys
{
    private readonly IdentityKey[] _all;
    private readonly int _place;

    public IdentityKeys(IEnumerable<KeySet> listed, IdentityKey current)
    {
        IdentityKey[] all = [.. listed.Select(k => k.Identity)];
        _place = Array.FindIndex(all, current.IsSame);
        if (_place < 0)
            (all, _place) = ([.. all, current], all.Length);
        _all = all;
    }

    public IdentityKey Current => _all[_place];

    public IReadOnlyList<IdentityKey> All => _all;

    /// <summary>Returns a pseudonym under each key; a single one is stored in the value itself.</summary>
    public KeyedName Name(Func<IdentityKey, Pseudonym> hash)
    {
        if (_all.Length == 1)
            return new(hash(_all[0]));
        Pseudonym[] every = [.. _all.Select(hash)];
        return new(every[_place], every);
    }
}
