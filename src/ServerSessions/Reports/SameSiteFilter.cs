using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ServerSessions.Reports;

/// <summary>
/// What changes something is refused when another site may have sent it: by the browser's own word (<c>Sec-Fetch-Site</c>, or <c>Origin</c>
/// of a browser that does not send it), and a form needs the application's antiforgery token as well. Programs send none of these.
/// </summary>
internal sealed class SameSiteFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            if (await FaultAsync(context.HttpContext) is { } fault)
                return TypedResults.Problem(fault, statusCode: StatusCodes.Status403Forbidden);
        }
        catch (ArgumentException exception)
        {
            return TypedResults.Problem(exception.Message, statusCode: StatusCodes.Status400BadRequest);
        }

        return await next(context);
    }

    private static async ValueTask<string?> FaultAsync(HttpContext context)
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
            return null;
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0 && site != "same-origin")
            return $"The request comes from another site (Sec-Fetch-Site: {site[..Math.Min(site.Length, 32)]}); send it from a page of this one.";
        if (site.Length == 0 && request.Headers.Origin.ToString() is { Length: > 0 } origin
            && !string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase))
            return "The request comes from another origin; send it from a page of this one.";
        if (!request.HasFormContentType)
            return null;
        // What comes later finds it read.
        await BodyReader.FormAsync(request, context.RequestAborted);
        return context.RequestServices.GetService<IAntiforgery>() is { } antiforgery && !await antiforgery.IsRequestValidAsync(context)
            ? "The form has no valid antiforgery token; send the one of the page, or JSON."
            : null;
    }
}
