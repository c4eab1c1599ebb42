namespace ServerSessions.Storage.Redis;

/// <summary>What an error that a server answers means for the call that met it.</summary>
internal enum RedisFault
{
    /// <summary>The call itself is at fault: sending it again would change nothing.</summary>
    Other,
    /// <summary>The server does not know the script yet, or no longer.</summary>
    NoScript,
    /// <summary>It will pass: the server loads its data, a script runs long, a slot is being moved, a cluster is between two primaries.</summary>
    Passing,
    /// <summary>Another node has the slot or is the primary now: look at the topology anew.</summary>
    Elsewhere,
    /// <summary>The memory limit is reached.</summary>
    Full,
}
