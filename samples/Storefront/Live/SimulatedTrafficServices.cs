namespace Storefront.Live;

internal static class SimulatedTrafficServices
{
    /// <summary>Call it before session tracking is added: the visitors' addresses have to be known to everything after.</summary>
    public static void AddSimulatedTraffic(this WebApplicationBuilder builder)
    {
        builder.Services.AddTransient<IStartupFilter, ForwardedAddresses>();
        builder.Services.AddHostedService<SimulatedTraffic>();
    }
}
