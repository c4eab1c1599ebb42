namespace Storefront;

/// <summary>Names that the shop and its settings share.</summary>
internal static class ShopTracking
{
    /// <summary>The experiment that compares the buttons "Check out" and "Go to payment" by orders.</summary>
    public const string CheckoutButton = "checkout-button";
}
