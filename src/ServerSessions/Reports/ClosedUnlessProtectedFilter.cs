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
        var endpoint = context.HttpContext.GetEndpoint();
        var closed = endpoint?.Metadata.GetMetadata<ClosedEndpointMetadata>() ?? ClosedEndpointMetadata.Admin;
        return endpoint is not null && AdminProtection.IsDecided(endpoint, closed, authorization)
            ? next(context)
            : ValueTask.FromResult<object?>(TypedResults.Problem(
                $"Nothing protects {closed.What}, so they stay closed. {closed.WhatToWrite}", statusCode: StatusCodes.Status403Forbidden));
    }
}
