namespace ServerSessions.Response;

/// <summary>The requests that this node is answering.</summary>
internal interface IOpenRequests
{
    /// <summary>Cuts those for which this holds: long answers, SignalR connections, Blazor circuits.</summary>
    /// <returns>How many were cut.</returns>
    int Abort(Func<RequestKeys, bool> isHeld);
}
