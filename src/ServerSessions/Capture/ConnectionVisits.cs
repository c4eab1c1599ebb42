using Microsoft.AspNetCore.Http;

namespace ServerSessions.Capture;

/// <summary>Where a hub finds the session of its connection by long polling: SignalR copies the items of its first request into the context that the hub sees.</summary>
internal static class ConnectionVisits
{
    /// <summary>Keeps the visit for the requests of its connection.</summary>
    public static void Keep(HttpContext context, Visit visit)
    {
        if (visit.IsOfConnection)
            context.Items[typeof(Visit)] = visit;
    }

    /// <summary>The session of a connection whose first request has ended; null for another request.</summary>
    public static TrackedSession? Find(HttpContext context) =>
        context.Items.TryGetValue(typeof(Visit), out var kept) && kept is Visit visit ? visit.Session : null;
}
