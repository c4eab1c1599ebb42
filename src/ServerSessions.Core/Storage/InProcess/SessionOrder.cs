namespace ServerSessions.Storage.InProcess;

/// <summary>
/// The sessions of one partition in the order of their ids. Ids begin with their time, so most are added at the end, and the oldest are forgotten first; finding one
/// takes a binary search, whatever other partitions hold.
/// </summary>
internal sealed class SessionOrder
{
    private readonly List<SessionId> _ids = [];

    // Those before it were forgotten; they are cut off together.
    private int _first;

    public int Count => _ids.Count - _first;

    public SessionId this[int index] => _ids[_first + index];

    /// <summary>Adds a session; nothing changes where it is there already.</summary>
    public void Add(SessionId id)
    {
        var at = IndexOf(id);
        if (at == Count || this[at] != id)
            _ids.Insert(_first + at, id);
    }

    /// <summary>Removes a session; false where it was not there.</summary>
    public bool Remove(SessionId id)
    {
        var at = IndexOf(id);
        if (at == Count || this[at] != id)
            return false;
        if (at > 0)
            _ids.RemoveAt(_first + at);
        else if (++_first > _ids.Count / 2)
            Cut();
        return true;
    }

    /// <summary>Number of sessions whose ids are lower: the place of the first that is not.</summary>
    public int IndexOf(SessionId id)
    {
        var at = _ids.BinarySearch(_first, Count, id, null);
        return (at < 0 ? ~at : at) - _first;
    }

    private void Cut()
    {
        _ids.RemoveRange(0, _first);
        _first = 0;
    }
}
