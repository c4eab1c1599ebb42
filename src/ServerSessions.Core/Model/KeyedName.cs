namespace ServerSessions.Model;

/// <summary>The pseudonym of something that is named by a text: the one in use, and those that it may be stored under.</summary>
/// <param name="Pseudonym">Under the key in use; none where nothing is named.</param>
/// <param name="Every">Under each key that is read, this one too; null where there is only this one.</param>
internal readonly record struct KeyedName(Pseudonym Pseudonym, Pseudonym[]? Every = null)
{
    public bool IsNone => Pseudonym.IsNone;

    /// <summary>Under each key that is read; at least the one in use.</summary>
    public IReadOnlyList<Pseudonym> All => Every ?? [Pseudonym];

    /// <summary>Whether this is what the pseudonym names, under whichever key; no name is no pseudonym.</summary>
    public bool Is(Pseudonym other) => Pseudonym == other || (Every is not null && Array.IndexOf(Every, other) >= 0);

    public bool IsAny(IReadOnlySet<Pseudonym> set)
    {
        if (Every is null)
            return set.Contains(Pseudonym);
        foreach (var name in Every)
            if (set.Contains(name))
                return true;
        return false;
    }
}
