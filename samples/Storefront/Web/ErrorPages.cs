using Storefront.Components;

namespace Storefront.Web;

/// <summary>Error pages. The pipeline is not re-executed, so the request keeps its endpoint.</summary>
internal static class ErrorPages
{
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseExceptionHandler(failed => failed.Run(context => Render(context, "That did not work",
            "Something broke on our side. Nothing was ordered and nothing was charged; please try once more.")));
        app.UseStatusCodePages(pages => pages.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Render(pages.HttpContext, "Not here", "There is no such page in this shop."),
            StatusCodes.Status400BadRequest => Render(pages.HttpContext, "We did not understand that", "Please go back, reload the page and send the form again."),
            _ => Task.CompletedTask,
        });
        return app;
    }

    private static Task Render(HttpContext context, string heading, string text) =>
        context.Request.Path.StartsWithSegments("/api")
            ? Results.Problem(title: heading, detail: text, statusCode: context.Response.StatusCode).ExecuteAsync(context)
            : View.Of<MessagePage>(new { Heading = heading, Text = text }, context.Response.StatusCode).ExecuteAsync(context);
}
