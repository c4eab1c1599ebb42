namespace ServerSessions.Simulation.Visiting;

/// <summary>Sends all requests of a simulated visitor: over the network in real time, or to an application in process.</summary>
internal interface IVisitorClient : IDisposable
{
    /// <summary>Scheme, host and port of the application for the visitor.</summary>
    Uri BaseAddress { get; }

    /// <summary>Sends one request, follows no redirect and keeps no cookie.</summary>
    Task<VisitorResponse> SendAsync(VisitorRequest request, CancellationToken cancel);
}
