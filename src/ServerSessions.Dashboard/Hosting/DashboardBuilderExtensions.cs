using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions;
using ServerSessions.Dashboard.Hosting;
using ServerSessions.Reports;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the dashboard to session tracking.</summary>
public static class DashboardBuilderExtensions
{
    /// <summary>
    /// Adds server-rendered pages over the admin API, for requests below the admin pattern that prefer <c>text/html</c>. The pages need no script and
    /// load nothing from other origins.
    /// </summary>
    public static SessionTrackingBuilder AddDashboard(this SessionTrackingBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<ISessionPages, DashboardPages>();
        return builder;
    }
}
