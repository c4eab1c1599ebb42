using ServerSessions.Model;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What the shop records inside a request.</summary>
internal static class ShopEvent
{
    /// <summary>The view of a product, as the shop records it; null for any other request.</summary>
    public static RequestEvent? ViewIn(in RequestEvent request, string path) =>
        request is { Step: "product", Outcome: Outcome.Ok } ? In(request, "product." + path[(path.LastIndexOf('/') + 1)..], []) : null;

    public static RequestEvent In(in RequestEvent request, string name, IEnumerable<KeyValuePair<string, string>> properties) => request with
    {
        Duration = 0,
        Step = name,
        Verb = HttpVerb.Other,
        Status = 0,
        Outcome = Outcome.Ok,
        Flags = (request.Flags & (EventFlags.Passive | EventFlags.Bot | EventFlags.FirstContact)) | EventFlags.Custom,
        Parameters = 0,
        Path = 0,
        Detail = properties.Any() ? new EventDetail { Properties = [.. properties] } : null,
    };
}
