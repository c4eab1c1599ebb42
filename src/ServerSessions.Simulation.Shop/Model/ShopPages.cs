namespace ServerSessions.Simulation.Shop.Model;

/// <summary>The model shop's pages, reduced to what a script reads of them: links, and forms with their hidden fields.</summary>
internal static class ShopPages
{
    /// <summary>Stands where a page gives out an antiforgery token.</summary>
    public const string Token = "value=\"(token)\"";

    private static readonly string Menu = Links([.. ShopGoods.Categories.Select(category => $"/categories/{category}"), "/wishlist", "/account/sign-in", "/cart", "/contact"]);

    public static readonly string Home = Menu + Products(ShopGoods.Products);
    public static readonly string Plain = Menu;
    public static readonly string Cart = Menu + Links(["/checkout/address"]);
    public static readonly string SignIn = Menu + Form("/account/sign-in", "");
    public static readonly string Contact = Menu + Form("/contact", "");
    public static readonly string Address = Menu + Form("/checkout/address", "");
    public static readonly string Payment = Menu + Form("/checkout/payment", "");
    public static readonly string Review = Menu + Form("/checkout/order", "");
    public static readonly string Account = Menu + Form("/account/sign-out", "");

    private static readonly Dictionary<string, string> Shown = ShopGoods.Products.ToDictionary(product => product, product =>
        Menu + Products(ShopGoods.Products.Where(other => other != product).Take(4))
        + Form("/cart/items", $"<input type=\"hidden\" name=\"slug\" value=\"{product}\">") + Form($"/wishlist/{product}", ""));

    private static readonly Dictionary<string, string> Listed = ShopGoods.Categories.ToDictionary(
        category => category, category => Menu + Products(ShopGoods.In(category)));

    public static string? Product(string slug) => Shown.GetValueOrDefault(slug);

    public static string? Category(string slug) => Listed.GetValueOrDefault(slug);

    public static string Found(string text) => Menu + Products(ShopGoods.Search(text));

    private static string Products(IEnumerable<string> slugs) => Links(slugs.Select(slug => $"/products/{slug}"));

    private static string Links(IEnumerable<string> paths) => string.Concat(paths.Select(path => $"<a href=\"{path}\">{path}</a>"));

    private static string Form(string action, string fields) =>
        $"<form method=\"post\" action=\"{action}\"><input type=\"hidden\" name=\"token\" {Token}>{fields}</form>";
}
