namespace ServerSessions.Storage.InProcess;

/// <summary>The sessions of all partitions, each partition in its own order.</summary>
internal sealed class SessionOrders
{
    private static readonly SessionOrder None = new();

    private SessionOrder[] _partitions = [];

    public int Count { get; private set; }

    /// <summary>The oldest session; there is one.</summary>
    public SessionId Oldest => _partitions.Where(p => p.Count > 0).Min(p => p[0]);

    public SessionOrder Of(int partition) => partition < _partitions.Length ? _partitions[partition] : None;

    public void Add(SessionId id)
    {
        while (_partitions.Length <= id.Partition)
            _partitions = [.. _partitions, new SessionOrder()];
        var partition = _partitions[id.Partition];
        Count -= partition.Count;
        partition.Add(id);
        Count += partition.Count;
    }

    /// <summary>Removes a session; false where it was not there.</summary>
    public bool Remove(SessionId id)
    {
        if (!Of(id.Partition).Remove(id))
            return false;
        Count--;
        return true;
    }

    /// <summary>The sessions of all partitions, newest first.</summary>
    /// <param name="low">The oldest, inclusive.</param>
    /// <param name="high">The newest, exclusive.</param>
    public IEnumerable<SessionId> Newest(SessionId low, SessionId high)
    {
        var next = new PriorityQueue<SessionOrder, SessionId>(Comparer<SessionId>.Create((a, b) => b.CompareTo(a)));
        var at = new Dictionary<SessionOrder, int>();
        foreach (var partition in _partitions)
            Enqueue(partition, partition.IndexOf(high) - 1);
        while (next.TryDequeue(out var partition, out var id))
        {
            yield return id;
            Enqueue(partition, at[partition] - 1);
        }

        void Enqueue(SessionOrder partition, int index)
        {
            at[partition] = index;
            if (index >= 0 && partition[index].CompareTo(low) >= 0)
                next.Enqueue(partition, partition[index]);
        }
    }
}
