namespace Storefront;

/// <summary>Names that the shop and its settings share.</summary>
internal static class ShopTracking
{
    /// <summary>The experiment whether "Check out" or "Go to payment" brings more people to their order.</summary>
    public const string CheckoutButton = "checkout-button";
}
