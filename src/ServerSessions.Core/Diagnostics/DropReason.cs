namespace ServerSessions.Diagnostics;

/// <summary>Why a request that should have been recorded was not.</summary>
internal enum DropReason
{
    QueueFull,
    TooLarge,
    Backpressure,
    Expired,
    Shutdown,
    Error,
    /// <summary>A new anonymous session above a cap on new sessions.</summary>
    Flood,
}
