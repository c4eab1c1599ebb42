using Microsoft.AspNetCore.Http.HttpResults;
using ServerSessions;
using Storefront.Components;
using Storefront.Goods;
using Storefront.Recommending;
using Storefront.Web;

namespace Storefront.Endpoints;

/// <summary>The front page, categories, products and search.</summary>
internal static class CatalogueEndpoints
{
    public static RouteGroupBuilder MapCatalogue(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        group.MapGet("/", () => View.Of<HomePage>()).WithSessionEvent("home");
        group.MapGet("/categories/{slug}", ShowCategory).WithSessionEvent("category");
        group.MapGet("/products/{slug}", ShowProduct).WithSessionEvent("product");
        group.MapGet("/search", ShowSearch).WithSessionEvent("search").WithFeature("search");
        return group;
    }

    private static Results<RazorComponentResult<CategoryPage>, RazorComponentResult<MessagePage>> ShowCategory(string slug) =>
        Catalogue.FindCategory(slug) is { } category
            ? View.Of<CategoryPage>(new { Category = category })
            : View.Missing("We have no such category.");

    private static Results<RazorComponentResult<ProductPage>, RazorComponentResult<MessagePage>> ShowProduct(string slug, HttpContext context, ILikelySteps steps)
    {
        if (Catalogue.Find(slug) is not { } product)
            return View.Missing("We have no such thing, or not any more.");
        ProductViews.Record(context, product);
        return View.Of<ProductPage>(new { Product = product, Likely = ProductViews.Likely(product, steps) });
    }

    private static RazorComponentResult<SearchPage> ShowSearch(string? q)
    {
        var text = (q ?? "").Trim();
        text = text.Length > 40 ? text[..40] : text;
        return View.Of<SearchPage>(new { Text = text, Found = Catalogue.Search(text).ToArray() });
    }
}
