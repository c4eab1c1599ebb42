using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Components;
using Storefront.People;
using Storefront.Web;

namespace Storefront.Endpoints;

/// <summary>What only the shop's staff may see; a customer who tries is refused by the policy.</summary>
internal static class StaffEndpoints
{
    public static RouteGroupBuilder MapStaff(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/staff").RequireAuthorization(CustomerSignIn.StaffPolicy);
        group.MapGet("", () => Show("Staff"));
        group.MapGet("/orders", () => Show("Orders"));
        group.MapGet("/customers", () => Show("Customers"));
        group.MapGet("/refunds", () => Show("Refunds")).MarkSensitive();
        return group;
    }

    private static RazorComponentResult<MessagePage> Show(string heading) =>
        View.Of<MessagePage>(new { Heading = heading, Text = "Nothing to do here today." });
}
