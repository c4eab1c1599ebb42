using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace ServerSessions.Reports;

/// <summary>With <see cref="TrackingProfile.AudienceOnly"/>, single sessions and users are not found, as pages or as JSON.</summary>
internal sealed class AudienceOnlyFilter(IOptions<SessionProcessingOptions> options) : IEndpointFilter
{
    private readonly bool _isAudienceOnly = options.Value.Profile == TrackingProfile.AudienceOnly;

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        _isAudienceOnly && context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<SingleSessionMetadata>() is not null
            ? ValueTask.FromResult<object?>(TypedResults.Problem("The profile AudienceOnly has figures of all visitors together, and no view of single sessions or users.", statusCode: StatusCodes.Status404NotFound))
            : next(context);
}
