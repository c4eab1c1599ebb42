using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ServerSessions.Reports;

/// <summary>In Development an unprotected admin starts and stays closed: the answer says what to write.</summary>
internal sealed class ClosedUnlessProtectedFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var authorization = context.HttpContext.RequestServices.GetService<IOptions<AuthorizationOptions>>()?.Value;
        return context.HttpContext.GetEndpoint() is { } endpoint && AdminProtection.IsDecided(endpoint, authorization)
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem(
                $"Nothing protects the session reports, so they stay closed. {AdminProtection.WhatToWrite}", statusCode: StatusCodes.Status403Forbidden));
    }
}
