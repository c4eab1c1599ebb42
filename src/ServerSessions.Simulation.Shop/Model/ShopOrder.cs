using ServerSessions.Model;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>An order that was placed, as the shop records it.</summary>
/// <param name="Total">What its goods cost.</param>
internal sealed record ShopOrder(decimal Total)
{
    /// <summary>The trait of a customer who has not ordered before, recorded with the sign-in.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> New { get; } = [KeyValuePair.Create("customer", "new")];

    /// <summary>The trait of a customer who has.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Returning { get; } = [KeyValuePair.Create("customer", "returning")];

    /// <summary>The event that the application records in the request that places it.</summary>
    public RequestEvent EventOf(in RequestEvent request) => ShopEvent.In(request, "order", EventValue.With(Total, "EUR", null));
}
