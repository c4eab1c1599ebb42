namespace ServerSessions.Response;

/// <summary>The requests that this node is answering.</summary>
internal interface IOpenRequests
{
    /// <summary>Cuts those that come from one of these: long answers, SignalR connections, Blazor circuits.</summary>
    /// <returns>How many were cut.</returns>
    int Abort(IReadOnlySet<Pseudonym> keys);
}
