using ServerSessions;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Declarations of an endpoint for responses.</summary>
public static class ResponseEndpointConventions
{
    /// <summary>Lets requests to the endpoint through while the session is challenged. Use it for the step-up and for sign-out.</summary>
    public static TBuilder AllowDuringChallenge<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowDuringChallengeAttribute());
}
