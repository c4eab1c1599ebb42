namespace ServerSessions.Response;

/// <summary>The requests that this node is serving.</summary>
internal interface IOpenRequests
{
    /// <summary>Aborts those to which a decision applies: long answers, SignalR connections, Blazor circuits.</summary>
    /// <returns>The number of aborted requests.</returns>
    int AbortHeld();
}
