namespace ServerSessions.Simulation.Visiting;

/// <summary>The paths of the sample shop.</summary>
internal static class ShopPaths
{
    public const string Home = "/";
    public const string Style = "/css/shop.css";
    public const string Script = "/js/shop.js";
    public const string Cart = "/cart";
    public const string CartItems = "/cart/items";
    public const string Wishlist = "/wishlist";
    public const string Address = "/checkout/address";
    public const string Payment = "/checkout/payment";
    public const string Order = "/checkout/order";
    public const string SignIn = "/account/sign-in";
    public const string SignOut = "/account/sign-out";
    public const string Account = "/account";
    public const string Password = "/account/password";

    /// <summary>A flaw that only the model shop has: it signs in another user and keeps the session.</summary>
    public const string Switch = "/account/switch";
    public const string Stock = "/api/stock";
    public const string Visibility = "/api/visibility";

    public const string Contact = "/contact";
    public const string Consent = "/consent";
    public const string Course = "/learn";
    public const string Refunds = "/staff/refunds";

    /// <summary>Pages of the shop's staff; customers are refused.</summary>
    public static IReadOnlyList<string> Staff { get; } = ["/staff", "/staff/orders", "/staff/customers", Refunds];

    /// <summary>The lessons of the course, in their order.</summary>
    public static IReadOnlyList<string> Lessons { get; } = [Course + "/light", Course + "/water", Course + "/soil", Course + "/division", Course + "/winter"];

    public static string Invoice(int number) => $"/account/invoices/{number}";

    public static string Suggestions(string text) => $"/api/suggestions?q={text}";

    public static string Search(string text) => $"/search?q={text}";
}
