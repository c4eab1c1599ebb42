using System.Collections.Concurrent;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Tests.Simulation;

/// <summary>Answers every request with a redirect.</summary>
internal sealed class RedirectingClient(string location) : IVisitorClient
{
    public ConcurrentQueue<string> Paths { get; } = new();

    public Uri BaseAddress { get; } = new("http://localhost/");

    public Task<VisitorResponse> SendAsync(VisitorRequest request, CancellationToken cancel)
    {
        Paths.Enqueue(request.Path);
        return Task.FromResult(new VisitorResponse(302, "", location, []));
    }

    public void Dispose()
    {
    }
}
