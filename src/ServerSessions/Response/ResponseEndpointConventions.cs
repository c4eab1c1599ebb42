using ServerSessions;

namespace Microsoft.AspNetCore.Builder;

/// <summary>What endpoints say about responses.</summary>
public static class ResponseEndpointConventions
{
    /// <summary>Answers this endpoint also while the session is challenged: it belongs to the step-up, or signs out.</summary>
    public static TBuilder AllowDuringChallenge<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new AllowDuringChallengeAttribute());
}
