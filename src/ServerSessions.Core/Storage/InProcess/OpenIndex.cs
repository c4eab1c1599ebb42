namespace ServerSessions.Storage.InProcess;

/// <summary>The open sessions of a partition, by id and by user. The caller has the partition's lock.</summary>
internal sealed class OpenIndex
{
    private static readonly SessionId LastId = new(Guid.AllBitsSet);
    private static readonly Pseudonym LastKey = new(ulong.MaxValue, ulong.MaxValue);

    private readonly SortedSet<(Pseudonym User, SessionId Id, Pseudonym Key)> _all = [];
    private readonly SortedSet<(Pseudonym User, SessionId Id, Pseudonym Key)> _byUser = [];

    public void Apply(PartitionCommit commit)
    {
        foreach (var ended in commit.Ended)
        {
            _all.Remove((Pseudonym.None, ended.Id, ended.Key));
            _byUser.Remove((ended.User, ended.Id, ended.Key));
        }

        foreach (var opened in commit.Opened)
        {
            _all.Add((Pseudonym.None, opened.Id, opened.Key));
            if (!opened.User.IsNone)
                _byUser.Add((opened.User, opened.Id, opened.Key));
        }
    }

    public OpenSession[] List(OpenQuery query)
    {
        if (query.Limit <= 0)
            return [];
        // A key of zeros is before every entry of its id.
        var view = (query.User.IsNone ? _all : _byUser).GetViewBetween((query.User, default, Pseudonym.None), (query.User, query.Before ?? LastId, Pseudonym.None));
        return [.. view.Reverse().Where(e => query.Before is not { } before || e.Id != before).Take(query.Limit).Select(e => new OpenSession(e.Id, e.Key, e.User))];
    }

    public Pseudonym? Find(SessionId id)
    {
        var found = _all.GetViewBetween((Pseudonym.None, id, Pseudonym.None), (Pseudonym.None, id, LastKey));
        return found.Count > 0 ? found.Min.Key : null;
    }
}
