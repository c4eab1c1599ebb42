using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Components;
using Storefront.People;
using Storefront.Web;

namespace Storefront.Endpoints;

/// <summary>Pages for the shop's staff; the policy refuses customers.</summary>
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
