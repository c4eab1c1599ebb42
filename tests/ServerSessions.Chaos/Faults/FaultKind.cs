namespace ServerSessions.Chaos.Faults;

internal enum FaultKind
{
    /// <summary>SIGKILL of a worker from outside, at any moment.</summary>
    KillWorker,
    /// <summary>A worker kills itself at a point of its next commit.</summary>
    KillWorkerInCommit,
    /// <summary>SIGSTOP of a worker for longer than its lease, then SIGCONT.</summary>
    FreezeWorker,
    /// <summary>SIGKILL of a producer.</summary>
    KillProducer,
    /// <summary>SIGSTOP of a producer, then SIGCONT.</summary>
    FreezeProducer,
    /// <summary>SIGKILL of a server, and its start on the same data.</summary>
    KillServer,
    /// <summary>SIGSTOP of a server, then SIGCONT.</summary>
    FreezeServer,
    /// <summary>A planned change of roles in the cluster.</summary>
    Failover,
}
