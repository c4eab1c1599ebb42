using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Storefront.Components;
using Storefront.Goods;
using Storefront.Shopping;
using Storefront.Web;

namespace Storefront.Endpoints;

internal static class WishlistEndpoints
{
    public static RouteGroupBuilder MapWishlist(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/wishlist").WithFeature("wishlist");
        group.MapGet("", (HttpContext context, ShopMemory memory) => View.Of<WishlistPage>(new { Wishes = memory.Wishes(context) }))
            .WithSessionEvent("wishlist");
        group.MapPost("/{slug}", (string slug, [FromForm] IFormCollection form, HttpContext context, ShopMemory memory) => Wish(context, memory, slug, wanted: true))
            .WithSessionEvent("wishlist.add");
        group.MapPost("/{slug}/remove", (string slug, [FromForm] IFormCollection form, HttpContext context, ShopMemory memory) => Wish(context, memory, slug, wanted: false))
            .WithSessionEvent("wishlist.remove");
        return group;
    }

    private static Results<RedirectHttpResult, RazorComponentResult<MessagePage>> Wish(HttpContext context, ShopMemory memory, string slug, bool wanted)
    {
        if (Catalogue.Find(slug) is not { } product)
            return View.Missing("We have no such thing, or not any more.");
        memory.Wish(context, product, wanted);
        return TypedResults.LocalRedirect("/wishlist");
    }
}
