using ServerSessions;
using ServerSessions.Insights;
using Storefront.Goods;

namespace Storefront.Recommending;

/// <summary>
/// The views of products as events of a journey. All products are one step of it, "product", which funnels count; the event inside that step says which product it was. Its name
/// comes from the catalogue and never from the address, so there are as many names as products.
/// </summary>
internal static class ProductViews
{
    /// <summary>
    /// Transitions from the view of a product to the next one. Pages of products in a row are one step of the journey with the views after it, so the next view is one transition away,
    /// or three with a page between: that page, the page of the product, its view.
    /// </summary>
    public const int Depth = 3;

    private const string Prefix = "product.";

    // Less is chance, and could be the way of one person.
    private const long MinVisits = 20;
    private const long MinNext = 5;
    private const int MaxNext = 4;

    public static string NameOf(Product product) => Prefix + product.Slug;

    public static void Record(HttpContext context, Product product) => context.GetTrackedSession()?.Record(NameOf(product));

    /// <summary>The next products by the paths from a product's view; none where there are too few visits.</summary>
    public static LikelyProducts Likely(Product product, PathReport paths, long readAt) => new(
        paths.Sessions,
        paths.Sessions < MinVisits ? [] : [.. paths.Levels.Where(level => level.Level == 1 || ProductOf(level.From) is null)
            .Select(level => (Product: ProductOf(level.To), level.Sessions)).Where(next => next.Product is not null && next.Product != product)
            .GroupBy(next => next.Product!, next => next.Sessions).Select(next => new LikelyProduct(next.Key, next.Sum()))
            .Where(next => next.Visits >= MinNext).OrderByDescending(next => next.Visits).ThenBy(next => next.Product.Slug, StringComparer.Ordinal).Take(MaxNext)],
        readAt);

    private static Product? ProductOf(string step) => step.StartsWith(Prefix, StringComparison.Ordinal) ? Catalogue.Find(step[Prefix.Length..]) : null;
}
