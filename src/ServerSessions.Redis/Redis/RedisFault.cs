namespace ServerSessions.Storage.Redis;

/// <summary>Kind of an error that a server returns.</summary>
internal enum RedisFault
{
    /// <summary>An error of the call itself: repeating it would not help.</summary>
    Other,
    /// <summary>The server does not have the script.</summary>
    NoScript,
    /// <summary>Transient: the server loads its data, a script runs long, a slot is being moved, or a cluster has no primary for a moment.</summary>
    Passing,
    /// <summary>Another node owns the slot or is the primary now: the topology must be read again.</summary>
    Elsewhere,
    /// <summary>The memory limit is reached.</summary>
    Full,
}
