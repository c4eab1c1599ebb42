namespace Storefront.Endpoints;

/// <summary>Endpoints that fail on purpose, and endpoints that only attackers request.</summary>
internal static class DemoEndpoints
{
    public static RouteGroupBuilder MapDemo(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("");
        group.MapGet("/demo/error", Fail);
        group.MapTrap("/wp-login.php");
        group.MapTrap("/.env");
        return group;
    }

    private static void Fail() => throw new InvalidOperationException("This page fails on purpose, so that a failed step can be seen.");
}
