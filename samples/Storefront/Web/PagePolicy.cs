namespace Storefront.Web;

/// <summary>The content security policy of the shop's pages: everything is of its own origin, the beacon and the recorder too.</summary>
internal static class PagePolicy
{
    private const string Own = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static WebApplication UsePagePolicy(this WebApplication app)
    {
        // Pages of the packages replace it with theirs.
        app.Use((context, next) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Own;
            return next(context);
        });
        return app;
    }
}
