using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Components;
using Storefront.Shopping;
using Storefront.Web;

namespace Storefront.Endpoints;

/// <summary>Invoices by number; customers see only their own.</summary>
internal static class InvoiceEndpoints
{
    public static RouteHandlerBuilder MapInvoices(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/account/invoices/{number:int}", Show).WithSessionEvent("account.invoice").RequireAuthorization();

    private static Results<RazorComponentResult<ConfirmationPage>, ForbidHttpResult> Show(int number, HttpContext context, ShopMemory memory) =>
        memory.FindOrder(context, $"FF-{number}") is { } order
            ? View.Of<ConfirmationPage>(new { Order = order })
            : TypedResults.Forbid();
}
