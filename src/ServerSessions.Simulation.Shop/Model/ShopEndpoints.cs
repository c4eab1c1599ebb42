using ServerSessions.Model;
using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What the sample shop declares about its endpoints: names of steps, and which must come before which.</summary>
internal static class ShopEndpoints
{
    public const string SignIn = "account.sign-in";
    public const string SignOut = "account.sign-out";
    public const string Invoice = "account.invoice";
    public const string Cart = "cart";
    public const string Contact = "contact.send";

    private static readonly Dictionary<string, EndpointFacts> ByRoute = ((EndpointFacts[])
    [
        At("home", HttpVerb.Get, "/"), At("category", HttpVerb.Get, "/categories/*"), At("product", HttpVerb.Get, "/products/*"),
        At("search", HttpVerb.Get, "/search"), At("contact", HttpVerb.Get, "/contact"), At(Contact, HttpVerb.Post, "/contact"), At("GET /contact/thanks", HttpVerb.Get, "/contact/thanks"),
        At(Cart, HttpVerb.Get, "/cart"), At("cart.add", HttpVerb.Post, "/cart/items"),
        At("wishlist", HttpVerb.Get, "/wishlist"), At("wishlist.add", HttpVerb.Post, "/wishlist/*"),
        At("checkout.address", HttpVerb.Get, "/checkout/address"), At("checkout.address", HttpVerb.Post, "/checkout/address"),
        At("checkout.payment", HttpVerb.Get, "/checkout/payment", "checkout.address"),
        At("checkout.payment", HttpVerb.Post, "/checkout/payment", "checkout.address"),
        At("checkout.review", HttpVerb.Get, "/checkout/review", "checkout.payment"),
        At("checkout.order", HttpVerb.Post, "/checkout/order", "checkout.payment"),
        At("checkout.confirmation", HttpVerb.Get, "/checkout/orders/*"),
        At(SignIn, HttpVerb.Get, "/account/sign-in"), At(SignIn, HttpVerb.Post, "/account/sign-in") with { Flags = EventFlags.LoginEndpoint },
        At(SignOut, HttpVerb.Post, "/account/sign-out"), At("account", HttpVerb.Get, "/account") with { Policy = "" },
        At(Invoice, HttpVerb.Get, "/account/invoices/*") with { Policy = "" }, At("GET /account/denied", HttpVerb.Get, "/account/denied"),
        Staff("/staff"), Staff("/staff/orders"), Staff("/staff/customers"), Staff("/staff/refunds") with { Flags = EventFlags.Sensitive },
        At("account.password", HttpVerb.Get, "/account/password") with { Policy = "", Flags = EventFlags.Sensitive },
        At("learn", HttpVerb.Get, ShopPaths.Course), .. ShopPaths.Lessons.Select(path => At($"learn.{path[(path.LastIndexOf('/') + 1)..]}", HttpVerb.Get, path)),
        // A flaw that the sample does not have.
        At("account.switch", HttpVerb.Post, "/account/switch") with { Policy = "" },
        At("GET /api/suggestions", HttpVerb.Get, "/api/suggestions"),
        At("GET /api/stock", HttpVerb.Get, "/api/stock") with { Flags = EventFlags.Passive },
        At("POST /api/visibility", HttpVerb.Post, "/api/visibility") with { Flags = EventFlags.Passive, IsForm = false, NeedsToken = false },
        At("GET /wp-login.php", HttpVerb.Get, "/wp-login.php") with { Flags = EventFlags.Trap }, At("GET /.env", HttpVerb.Get, "/.env") with { Flags = EventFlags.Trap },
    ]).ToDictionary(facts => $"{facts.Verb} {facts.Route}", StringComparer.Ordinal);

    public static EndpointCatalog Catalog { get; } = new("model", [.. ByRoute.Values]);

    /// <summary>The endpoint that serves a path; null when there is none.</summary>
    public static EndpointFacts? Find(HttpVerb verb, string path) =>
        ByRoute.GetValueOrDefault($"{verb} {path}")
        ?? (path.LastIndexOf('/') is > 0 and var slash ? ByRoute.GetValueOrDefault($"{verb} {path[..slash]}/*") : null);

    private static EndpointFacts At(string step, HttpVerb verb, string route, params string[] requires) =>
        new(step, verb, route, requires, null, EventFlags.None, null) { IsForm = !verb.IsSafe(), NeedsToken = !verb.IsSafe() };

    private static EndpointFacts Staff(string route) => At($"GET {route}", HttpVerb.Get, route) with { Policy = "Staff" };
}
