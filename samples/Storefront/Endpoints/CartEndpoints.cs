using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServerSessions;
using Storefront.Components;
using Storefront.Goods;
using Storefront.Shopping;
using Storefront.Web;

namespace Storefront.Endpoints;

internal static class CartEndpoints
{
    public static RouteGroupBuilder MapCart(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/cart");
        group.MapGet("", Show).WithSessionEvent("cart");
        group.MapPost("/items", Add).WithSessionEvent("cart.add");
        group.MapPost("/items/{slug}", Change).WithSessionEvent("cart.change");
        return group;
    }

    private static RazorComponentResult<CartPage> Show(HttpContext context, ShopMemory memory) =>
        View.Of<CartPage>(new { Basket = memory.Basket(context), Button = context.GetTrackedSession()?.Variant(ShopTracking.CheckoutButton) });

    private static Results<RedirectHttpResult, RazorComponentResult<MessagePage>> Add(
        [FromForm] string slug, [FromForm] int quantity, HttpContext context, ShopMemory memory)
    {
        if (Catalogue.Find(slug) is not { } product)
            return View.Missing("We have no such thing, or not any more.");
        memory.Keep(context, memory.Basket(context).Plus(product, Math.Clamp(quantity, 1, Basket.MostOfOne)));
        return TypedResults.LocalRedirect("/cart");
    }

    private static Results<RedirectHttpResult, RazorComponentResult<MessagePage>> Change(
        string slug, [FromForm] int quantity, HttpContext context, ShopMemory memory)
    {
        if (Catalogue.Find(slug) is not { } product)
            return View.Missing("We have no such thing, or not any more.");
        memory.Keep(context, memory.Basket(context).With(product, quantity));
        return TypedResults.LocalRedirect("/cart");
    }
}
