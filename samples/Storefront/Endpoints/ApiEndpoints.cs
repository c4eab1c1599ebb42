using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Goods;
using Storefront.Shopping;

namespace Storefront.Endpoints;

/// <summary>Endpoints of the page's script.</summary>
internal static class ApiEndpoints
{
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api");
        group.MapGet("/suggestions", Suggest).WithFeature("search");
        group.MapGet("/cart/count", (HttpContext context, ShopMemory memory) => TypedResults.Ok(memory.Basket(context).Count));
        group.MapGet("/stock", Stock).AsPassive();
        group.MapPost("/visibility", () => TypedResults.NoContent()).AsPassive();
        return group;
    }

    private static Ok<Suggestion[]> Suggest([StringLength(40, MinimumLength = 2)] string q) =>
        TypedResults.Ok(Catalogue.Search(q).Take(6).Select(product => new Suggestion(product.Name, $"/products/{product.Slug}", product.PriceText)).ToArray());

    private static Ok<Dictionary<string, int>> Stock(TimeProvider time)
    {
        var minute = time.GetUtcNow().ToUnixTimeSeconds() / 60;
        return TypedResults.Ok(Catalogue.Products.Index().ToDictionary(entry => entry.Item.Slug, entry => (int)((minute + 7 * entry.Index) % 11) + 1));
    }
}
