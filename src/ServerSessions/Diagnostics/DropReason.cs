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
}
