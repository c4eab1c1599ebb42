using ServerSessions;

namespace Storefront;

/// <summary>What this shop tells session tracking about itself; everything else stands at its endpoints.</summary>
internal static class ShopTracking
{
    public static void Configure(SessionTrackingOptions options)
    {
        options.Goals.Add("checkout.order");
        options.Flows.Add(new Flow("checkout", ["checkout.address", "checkout.payment", "checkout.review", "checkout.order"]));
        foreach (var hub in (string[])["home", "category", "search", "cart"])
            options.Hubs.Add(hub);
    }
}
