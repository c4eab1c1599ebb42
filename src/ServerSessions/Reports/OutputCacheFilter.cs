using Microsoft.AspNetCore.Http;
using ServerSessions.Capture.Live;

namespace ServerSessions.Reports;

/// <summary>
/// Keeps answers out of the application's output cache. It stores them whatever their headers say, and where it stands before authorization, it would give them to
/// every visitor.
/// </summary>
internal sealed class OutputCacheFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        PersonalAnswers.KeepOutOfOutputCache(context.HttpContext);
        return next(context);
    }
}
