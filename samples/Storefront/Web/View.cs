using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Storefront.Components;

namespace Storefront.Web;

/// <summary>A page as a result.</summary>
internal static class View
{
    public static RazorComponentResult<TPage> Of<TPage>(object parameters, int status = StatusCodes.Status200OK) where TPage : IComponent =>
        new(parameters) { StatusCode = status };

    public static RazorComponentResult<TPage> Of<TPage>() where TPage : IComponent => new();

    public static RazorComponentResult<MessagePage> Missing(string text) =>
        Of<MessagePage>(new { Heading = "Not here", Text = text }, StatusCodes.Status404NotFound);
}
