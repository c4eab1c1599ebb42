using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Settings;
using ServerSessions;
using ServerSessions.Capture;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Enables session tracking in the request pipeline.</summary>
public static class SessionTrackingApplicationBuilderExtensions
{
    /// <summary>
    /// Enables the recording of requests. Call it after authentication and authorization when you add those yourself; requests that they refuse are
    /// recorded as well.
    /// </summary>
    /// <exception cref="InvalidOperationException">AddSessionTracking was not called.</exception>
    public static IApplicationBuilder UseSessionTracking(this IApplicationBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        // A node that only shows reports has nothing to switch on.
        if (app.ApplicationServices.GetService<RegisteredRoles>() is { } registered && !registered.Roles.HasFlag(SessionTrackingRoles.Capture))
            return app;
        var tracker = app.ApplicationServices.GetService<SessionTracker>()
            ?? throw new InvalidOperationException("UseSessionTracking needs the services of session tracking. Write builder.Services.AddSessionTracking() before builder.Build().");
        tracker.IsUsed = true;
        tracker.Order.Use(app.Properties);
        return app.UseMiddleware<SessionTrackingMiddleware>();
    }
}
