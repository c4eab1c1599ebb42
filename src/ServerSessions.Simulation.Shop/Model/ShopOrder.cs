using ServerSessions.Model;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>An order that was placed, as the shop records it.</summary>
/// <param name="Total">What its goods cost.</param>
/// <param name="IsFirst">Whether it is the customer's first.</param>
internal sealed record ShopOrder(decimal Total, bool IsFirst)
{
    public IEnumerable<KeyValuePair<string, string>> Traits => [KeyValuePair.Create("customer", IsFirst ? "new" : "returning")];

    /// <summary>The event that the application records in the request that places it.</summary>
    public RequestEvent EventOf(in RequestEvent request) => ShopEvent.In(request, "order", EventValue.With(Total, "EUR", null));
}
