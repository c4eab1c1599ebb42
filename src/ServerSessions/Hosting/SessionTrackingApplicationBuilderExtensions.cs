using Microsoft.Extensions.DependencyInjection;
using ServerSessions.Settings;
using ServerSessions;
using ServerSessions.Capture;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Switches session tracking on.</summary>
public static class SessionTrackingApplicationBuilderExtensions
{
    /// <summary>
    /// Switches the recording on. Write it after authentication and authorization where you place those yourself; requests that they
    /// refuse are recorded all the same.
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
        return app.UseMiddleware<SessionTrackingMiddleware>();
    }
}
