namespace ServerSessions.Diagnostics;

/// <summary>How the recording side of this process stands; a process that records nothing has none.</summary>
internal interface ICaptureState
{
    /// <summary>Hash of the endpoint table that this process records under.</summary>
    string Catalog { get; }

    /// <summary>Events that wait in the queue.</summary>
    long Queued { get; }

    /// <summary>How full the queue is, by events or bytes: 0 to 1.</summary>
    double QueueUsage { get; }

    /// <summary>Step of the back-pressure, 0 to 5.</summary>
    int Backpressure { get; }
}
