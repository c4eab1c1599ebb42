using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>Answers are written alike for every caller, also where the application localizes its requests.</summary>
internal sealed class InvariantCultureFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // Flows into what is called from here, and ends with this method.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        return await next(context);
    }
}
