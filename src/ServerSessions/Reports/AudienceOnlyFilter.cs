using Microsoft.AspNetCore.Http;

namespace ServerSessions.Reports;

/// <summary>With <see cref="TrackingProfile.AudienceOnly"/>, single sessions and users are not found, as pages or as JSON.</summary>
internal sealed class AudienceOnlyFilter(SingleSessions single) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        !single.AreShown && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SingleSessionMetadata>() is not null
            ? ValueTask.FromResult<object?>(TypedResults.Problem(SingleSessions.Reason, statusCode: StatusCodes.Status404NotFound))
            : next(context);
}
