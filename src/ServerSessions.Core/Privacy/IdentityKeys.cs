using ServerSessions.Model;

namespace ServerSessions.Privacy;

/// <summary>The identity key in use and those that stored names may be made with. It is exchanged as a whole, so what was computed with it can tell whether it still holds.</summary>
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

    /// <summary>A name under each key; where there is only one, in the value itself.</summary>
    public KeyedName Name(Func<IdentityKey, Pseudonym> hash)
    {
        if (_all.Length == 1)
            return new(hash(_all[0]));
        Pseudonym[] every = [.. _all.Select(hash)];
        return new(every[_place], every);
    }
}
