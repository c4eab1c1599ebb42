namespace ServerSessions.Simulation.Visiting;

/// <summary>The only way out for a simulated visitor: over the network in real time, or into an application in process.</summary>
internal interface IVisitorClient : IDisposable
{
    /// <summary>Scheme, host and port that the visitor believes to talk to.</summary>
    Uri BaseAddress { get; }

    /// <summary>Sends one request, follows no redirect and keeps no cookie.</summary>
    Task<VisitorResponse> SendAsync(VisitorRequest request, CancellationToken cancel);
}
