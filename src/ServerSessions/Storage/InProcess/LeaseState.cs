namespace ServerSessions.Storage.InProcess;

/// <summary>Who has a partition, and until when.</summary>
internal sealed class LeaseState(TimeProvider time, int partition)
{
    private string? _owner;
    private TimeSpan _ttl;
    private long _since;

    public long Epoch { get; private set; }

    /// <summary>Null when nobody has it, or the lease has run out.</summary>
    public string? Owner => HasRunOut ? null : _owner;

    private bool HasRunOut => time.GetElapsedTime(_since) >= _ttl;

    /// <summary>A lease that has run out holds until another takes the partition: until then nothing can have changed.</summary>
    public bool Holds(PartitionLease lease) => _owner is not null && _owner == lease.Owner && Epoch == lease.Epoch;

    public PartitionLease? Acquire(string owner, TimeSpan ttl)
    {
        if (_owner != owner)
        {
            if (Owner is not null)
                return null;
            _owner = owner;
            Epoch++;
        }
        Extend(ttl);
        return new PartitionLease(partition, owner, Epoch);
    }

    public bool Renew(PartitionLease lease, TimeSpan ttl)
    {
        if (!Holds(lease))
            return false;
        Extend(ttl);
        return true;
    }

    public void Release(PartitionLease lease)
    {
        if (Holds(lease))
            _owner = null;
    }

    private void Extend(TimeSpan ttl)
    {
        _ttl = ttl;
        _since = time.GetTimestamp();
    }
}
