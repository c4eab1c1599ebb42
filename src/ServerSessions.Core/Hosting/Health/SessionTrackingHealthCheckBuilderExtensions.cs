using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServerSessions.Hosting.Health;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds session tracking to the application's health checks.</summary>
public static class SessionTrackingHealthCheckBuilderExtensions
{
    /// <summary>
    /// Adds a check that reports when recording, processing or delivery falls behind or has stopped. Session tracking never fails a request, so the check
    /// never reports worse than <paramref name="failureStatus"/>.
    /// </summary>
    /// <param name="builder">The application's health checks.</param>
    /// <param name="name">Name of the check.</param>
    /// <param name="failureStatus">Status of a fault; Degraded by default, so that an orchestrator does not stop a serving node.</param>
    /// <param name="tags">Tags to select it by.</param>
    public static IHealthChecksBuilder AddSessionTracking(
        this IHealthChecksBuilder builder, string name = "session-tracking", HealthStatus failureStatus = HealthStatus.Degraded, IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new HealthCheckRegistration(
            name, provider => ActivatorUtilities.CreateInstance<SessionTrackingHealthCheck>(provider), failureStatus, tags));
    }
}
