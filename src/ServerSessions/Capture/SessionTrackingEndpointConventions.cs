using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions;
using ServerSessions.Capture.Observers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Declarations of an endpoint for session tracking. Each has an attribute of the same meaning for MVC and Razor Pages.</summary>
public static class SessionTrackingEndpointConventions
{
    /// <summary>Names the step of requests to the endpoint, instead of method and route template. See <see cref="SessionEventAttribute"/>.</summary>
    public static TBuilder WithSessionEvent<TBuilder>(this TBuilder builder, string name) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new SessionEventAttribute(name));

    /// <summary>Declares the endpoint's POST as a login attempt on the account in this field. See <see cref="TrackLoginAttribute"/>.</summary>
    public static TBuilder TrackLogin<TBuilder>(this TBuilder builder, string accountField) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new TrackLoginAttribute(accountField));

    /// <summary>Declares that a successful request signs the user out. See <see cref="TrackSignOutAttribute"/>.</summary>
    public static TBuilder TrackSignOut<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new TrackSignOutAttribute());

    /// <summary>Names the feature to which the endpoint belongs. See <see cref="SessionFeatureAttribute"/>.</summary>
    public static TBuilder WithFeature<TBuilder>(this TBuilder builder, string name) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new SessionFeatureAttribute(name));

    /// <summary>Declares that one of these steps must come before. See <see cref="RequiresStepAttribute"/>.</summary>
    public static TBuilder RequiresStep<TBuilder>(this TBuilder builder, params string[] steps) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new RequiresStepAttribute(steps));

    /// <summary>Marks the endpoint as a sensitive action. See <see cref="SensitiveActionAttribute"/>.</summary>
    public static TBuilder MarkSensitive<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new SensitiveActionAttribute());

    /// <summary>Names a form field that people do not see; a filled one reveals a program. See <see cref="TrapFieldAttribute"/>.</summary>
    public static TBuilder WithTrapField<TBuilder>(this TBuilder builder, string field) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new TrapFieldAttribute(field));

    /// <summary>Marks requests as passive: no act of a person. See <see cref="PassiveRequestAttribute"/>.</summary>
    public static TBuilder AsPassive<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PassiveRequestAttribute());

    /// <summary>Excludes requests from recording. See <see cref="DisableSessionTrackingAttribute"/>.</summary>
    public static TBuilder DisableSessionTracking<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new DisableSessionTrackingAttribute());

    /// <summary>Maps a trap: an endpoint that cannot be reached by using the application (rule D12). It answers 404.</summary>
    /// <param name="endpoints">The route builder.</param>
    /// <param name="pattern">A path that scanners try, such as "/wp-login.php".</param>
    public static IEndpointConventionBuilder MapTrap(this IEndpointRouteBuilder endpoints, string pattern) =>
        endpoints.Map(pattern, static context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }).WithMetadata(new SessionTrapAttribute());

    private static TBuilder Declare<TBuilder>(this TBuilder builder, object metadata) where TBuilder : IEndpointConventionBuilder
    {
        SessionEndpointFilter.AddTo(builder);
        return builder.WithMetadata(metadata);
    }
}
