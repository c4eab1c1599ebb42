using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions;
using ServerSessions.Dashboard.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the pages to look at.</summary>
public static class DashboardBuilderExtensions
{
    /// <summary>
    /// Answers requests below the admin pattern that prefer <c>text/html</c> with server-rendered pages over the same reports.
    /// They need no script and load nothing from elsewhere.
    /// </summary>
    public static SessionTrackingBuilder AddDashboard(this SessionTrackingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ISessionPages, DashboardPages>();
        return builder;
    }
}
