using System.Collections.Concurrent;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Tests.Support;

/// <summary>Passes a visitor's requests on and keeps them.</summary>
internal sealed class RecordingClient(IVisitorClient inner) : IVisitorClient
{
    private readonly ConcurrentQueue<VisitorRequest> _sent = new();

    public IReadOnlyList<VisitorRequest> Sent => [.. _sent];

    public Uri BaseAddress => inner.BaseAddress;

    public Task<VisitorResponse> SendAsync(VisitorRequest request, CancellationToken cancel)
    {
        _sent.Enqueue(request);
        return inner.SendAsync(request, cancel);
    }

    public void Dispose() => inner.Dispose();
}
