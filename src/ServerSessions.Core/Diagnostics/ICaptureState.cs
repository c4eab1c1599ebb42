namespace ServerSessions.Diagnostics;

/// <summary>State of request capture in this process; not registered in a process that records nothing.</summary>
internal interface ICaptureState
{
    /// <summary>Hash of the endpoint catalogue that this process records with.</summary>
    string Catalog { get; }

    /// <summary>Number of events in the queue.</summary>
    long Queued { get; }

    /// <summary>Usage of the queue, by events or bytes, whichever is higher: 0 to 1.</summary>
    double QueueUsage { get; }

    /// <summary>Step of back-pressure, 0 (none) to 5 (everything is dropped).</summary>
    int Backpressure { get; }
}
