namespace ServerSessions.Response;

/// <summary>The requests that this node is answering.</summary>
internal interface IOpenRequests
{
    /// <summary>Cuts those against which something holds by now: long answers, SignalR connections, Blazor circuits.</summary>
    /// <returns>How many were cut.</returns>
    int AbortHeld();
}
