using ServerSessions;
namespace Storefront.Live;

internal static class SimulatedTrafficServices
{
    /// <summary>Call it before session tracking is added: the visitors' addresses have to be known to everything after.</summary>
    public static void AddSimulatedTraffic(this WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<IStartupFilter, ForwardedAddresses>();
        builder.Services.AddHostedService<SimulatedTraffic>();
        // Half an hour is long for somebody who watches: invented visitors are gone when they are gone.
        builder.Services.Configure<SessionTrackingOptions>(options => options.IdleTimeout = TimeSpan.FromMinutes(1));
    }
}
