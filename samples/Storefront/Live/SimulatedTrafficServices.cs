using ServerSessions;
namespace Storefront.Live;

internal static class SimulatedTrafficServices
{
    /// <summary>Adds simulated traffic. Call it before session tracking is added, so that session tracking sees the visitors' addresses.</summary>
    public static void AddSimulatedTraffic(this WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<IStartupFilter, ForwardedAddresses>();
        builder.Services.AddHostedService<SimulatedTraffic>();
        // A short idle timeout, so that a demonstration shows closed sessions soon.
        builder.Services.Configure<SessionTrackingOptions>(options => options.IdleTimeout = TimeSpan.FromMinutes(1));
    }
}
