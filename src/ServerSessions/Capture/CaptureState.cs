using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Queue;
using ServerSessions.Diagnostics;

namespace ServerSessions.Capture;

/// <summary>How the recording side of this process stands.</summary>
internal sealed class CaptureState(EventQueue queue, Backpressure backpressure, CurrentCatalog catalog) : ICaptureState
{
    public string Catalog => catalog.Version;

    public long Queued => queue.Count;

    public double QueueUsage => queue.Usage;

    public int Backpressure => backpressure.Highest;
}
