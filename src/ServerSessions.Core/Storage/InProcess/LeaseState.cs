namespace ServerSessions.Storage.InProcess;

/// <summary>The owner of a partition and the end of its lease.</summary>
internal sealed class LeaseState(TimeProvider time, int partition)
{
    private string? _owner;
    private long _deadline = time.GetTimestamp();

    public long Epoch { get; private set; }

    /// <summary>The owner; null when there is none or the lease has expired.</summary>
    public string? Owner => HasRunOut ? null : _owner;

    private bool HasRunOut => time.GetTimestamp() >= _deadline;

    /// <summary>An expired lease stays valid until another owner takes the partition, because until then nothing can have changed.</summary>
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

    // Stored as a timestamp: an elapsed time is rounded down and would extend the lease.
    private void Extend(TimeSpan ttl) =>
        _deadline = time.GetTimestamp() + (long)(ttl.TotalSeconds * time.TimestampFrequency);
}
