using ServerSessions;
using Storefront.Goods;

namespace Storefront.Recommending;

/// <summary>
/// The views of products as events of a journey. All products are one step of it, "product", which funnels count; the event inside that step says which product it was. Its name
/// comes from the catalogue and never from the address, so there are as many names as products.
/// </summary>
internal static class ProductViews
{
    /// <summary>What the names of the events begin with; LiveJourney.ItemEvents in appsettings.json has it, too.</summary>
    public const string Prefix = "product.";

    private const int MaxNext = 4;

    public static string NameOf(Product product) => Prefix + product.Slug;

    public static void Record(HttpContext context, Product product) => context.GetTrackedSession()?.Record(NameOf(product));

    /// <summary>
    /// The products that people looked at next; none where too few people looked at this one. They are made of the visits of many and of none of the visitor who
    /// sees them, so they need no consent of theirs.
    /// </summary>
    public static IReadOnlyList<LikelyProduct> Likely(Product product, ILikelySteps steps) =>
        [.. steps.NextItems(NameOf(product)).Select(next => (Product: Catalogue.Find(next.Step[Prefix.Length..]), Next: next)).Where(next => next.Product is not null)
            .Select(next => new LikelyProduct(next.Product!, next.Next.Support, next.Next.Share)).Take(MaxNext)];
}
