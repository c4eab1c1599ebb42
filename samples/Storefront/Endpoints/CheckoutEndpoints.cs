using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServerSessions;
using Storefront.Components;
using Storefront.Shopping;
using Storefront.Web;

namespace Storefront.Endpoints;

/// <summary>From the cart to the order. The shop itself refuses to skip a step; session tracking reports attempts.</summary>
internal static class CheckoutEndpoints
{
    public static RouteGroupBuilder MapCheckout(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/checkout");
        group.MapGet("/address", ShowAddress).WithSessionEvent("checkout.address");
        group.MapPost("/address", SaveAddress).WithSessionEvent("checkout.address").WithMetadata(new FormPage(AddressAgain));
        group.MapGet("/payment", ShowPayment).WithSessionEvent("checkout.payment").RequiresStep("checkout.address");
        group.MapPost("/payment", Pay).WithSessionEvent("checkout.payment").RequiresStep("checkout.address").WithMetadata(new FormPage(PaymentAgain));
        group.MapGet("/review", ShowReview).WithSessionEvent("checkout.review").RequiresStep("checkout.payment");
        group.MapPost("/order", PlaceOrder).WithSessionEvent("checkout.order").RequiresStep("checkout.payment");
        group.MapGet("/orders/{number}", ShowOrder).WithSessionEvent("checkout.confirmation");
        return group;
    }

    private static Results<RazorComponentResult<AddressPage>, RedirectHttpResult> ShowAddress(HttpContext context, ShopMemory memory)
    {
        var basket = memory.Basket(context);
        return basket.Count == 0 ? TypedResults.LocalRedirect("/cart") : View.Of<AddressPage>(new { Basket = basket, basket.Address });
    }

    private static RedirectHttpResult SaveAddress([FromForm] Address address, HttpContext context, ShopMemory memory)
    {
        memory.Keep(context, memory.Basket(context).SentTo(address));
        return TypedResults.LocalRedirect("/checkout/payment");
    }

    private static Results<RazorComponentResult<PaymentPage>, RedirectHttpResult> ShowPayment(HttpContext context, ShopMemory memory)
    {
        var basket = memory.Basket(context);
        return basket.Address is null ? TypedResults.LocalRedirect("/checkout/address") : View.Of<PaymentPage>(new { Basket = basket });
    }

    private static Results<ValidationProblem, RedirectHttpResult> Pay([FromForm] Card card, HttpContext context, ShopMemory memory)
    {
        if (card.Digits == Card.Declined)
            return TypedResults.ValidationProblem(new Dictionary<string, string[]> { [nameof(Card.Number)] = ["The bank declined this card."] });
        memory.Keep(context, memory.Basket(context).PaidWith(card.Digits[^4..]));
        return TypedResults.LocalRedirect("/checkout/review");
    }

    private static Results<RazorComponentResult<ReviewPage>, RedirectHttpResult> ShowReview(HttpContext context, ShopMemory memory)
    {
        var basket = memory.Basket(context);
        return MissingStep(basket) is { } step ? TypedResults.LocalRedirect(step) : View.Of<ReviewPage>(new { Basket = basket });
    }

    // The form parameter makes this endpoint require the antiforgery token.
    private static RedirectHttpResult PlaceOrder([FromForm] IFormCollection form, HttpContext context, ShopMemory memory)
    {
        if (MissingStep(memory.Basket(context)) is { } step)
            return TypedResults.LocalRedirect(step);
        var order = memory.Place(context);
        context.GetTrackedSession()?.Record("order", order.Basket.Total, "EUR");
        return TypedResults.LocalRedirect($"/checkout/orders/{order.Number}");
    }

    private static Results<RazorComponentResult<ConfirmationPage>, RazorComponentResult<MessagePage>> ShowOrder(
        string number, HttpContext context, ShopMemory memory) =>
        memory.FindOrder(context, number) is { } order
            ? View.Of<ConfirmationPage>(new { Order = order })
            : View.Missing("You have no order of this number.");

    private static string? MissingStep(Basket basket) => basket switch
    {
        { Count: 0 } => "/cart",
        { Address: null } => "/checkout/address",
        { CardEnding: null } => "/checkout/payment",
        _ => null,
    };

    private static IResult AddressAgain(HttpContext context, IDictionary<string, string[]> errors)
    {
        var form = context.Request.Form;
        var typed = new Address { Name = form["Name"], Street = form["Street"], PostalCode = form["PostalCode"], City = form["City"] };
        return View.Of<AddressPage>(new { Basket = Basket(context), Address = typed, Errors = errors }, StatusCodes.Status400BadRequest);
    }

    private static IResult PaymentAgain(HttpContext context, IDictionary<string, string[]> errors) =>
        View.Of<PaymentPage>(new { Basket = Basket(context), Errors = errors }, StatusCodes.Status400BadRequest);

    private static Basket Basket(HttpContext context) => context.RequestServices.GetRequiredService<ShopMemory>().Basket(context);
}
