namespace ServerSessions.Storage.InProcess;

/// <summary>Who has a partition, and until when.</summary>
internal sealed class LeaseState(TimeProvider time, int partition)
{
    private string? _owner;
    private long _deadline = time.GetTimestamp();

    public long Epoch { get; private set; }

    /// <summary>Null when nobody has it, or the lease has run out.</summary>
    public string? Owner => HasRunOut ? null : _owner;

    private bool HasRunOut => time.GetTimestamp() >= _deadline;

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

    // Kept as a timestamp: an elapsed time is rounded down and would make the lease last longer than was said.
    private void Extend(TimeSpan ttl) =>
        _deadline = time.GetTimestamp() + (long)(ttl.TotalSeconds * time.TimestampFrequency);
}
