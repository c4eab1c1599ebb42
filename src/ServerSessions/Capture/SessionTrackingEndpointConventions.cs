using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using ServerSessions;
using ServerSessions.Capture.Observers;

namespace Microsoft.AspNetCore.Builder;

/// <summary>What an endpoint declares for session tracking; each has an attribute of the same meaning for MVC and Razor Pages.</summary>
public static class SessionTrackingEndpointConventions
{
    /// <summary>Names the step in place of method and route template. See <see cref="SessionEventAttribute"/>.</summary>
    public static TBuilder WithSessionEvent<TBuilder>(this TBuilder builder, string name) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new SessionEventAttribute(name));

    /// <summary>The endpoint's POST is a login attempt on the account in this field. See <see cref="TrackLoginAttribute"/>.</summary>
    public static TBuilder TrackLogin<TBuilder>(this TBuilder builder, string accountField) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new TrackLoginAttribute(accountField));

    /// <summary>A successful request signs the user out. See <see cref="TrackSignOutAttribute"/>.</summary>
    public static TBuilder TrackSignOut<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new TrackSignOutAttribute());

    /// <summary>The feature that the endpoint belongs to. See <see cref="SessionFeatureAttribute"/>.</summary>
    public static TBuilder WithFeature<TBuilder>(this TBuilder builder, string name) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new SessionFeatureAttribute(name));

    /// <summary>One of these steps comes before. See <see cref="RequiresStepAttribute"/>.</summary>
    public static TBuilder RequiresStep<TBuilder>(this TBuilder builder, params string[] steps) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new RequiresStepAttribute(steps));

    /// <summary>Misuse of the endpoint would hurt. See <see cref="SensitiveActionAttribute"/>.</summary>
    public static TBuilder MarkSensitive<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.Declare(new SensitiveActionAttribute());

    /// <summary>A form field that people do not see: filled in, it gives a program away. See <see cref="TrapFieldAttribute"/>.</summary>
    public static TBuilder WithTrapField<TBuilder>(this TBuilder builder, string field) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new TrapFieldAttribute(field));

    /// <summary>Requests are no act of a person. See <see cref="PassiveRequestAttribute"/>.</summary>
    public static TBuilder AsPassive<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PassiveRequestAttribute());

    /// <summary>Requests are not recorded. See <see cref="DisableSessionTrackingAttribute"/>.</summary>
    public static TBuilder DisableSessionTracking<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new DisableSessionTrackingAttribute());

    /// <summary>Maps an endpoint that nobody reaches by using the application; it answers 404.</summary>
    /// <param name="endpoints">Where to map it.</param>
    /// <param name="pattern">A path that scanners try, "/wp-login.php".</param>
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
