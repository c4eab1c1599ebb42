using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ServerSessions.Simulation.Shop.History;

namespace ServerSessions.Simulation.Shop;

/// <summary>Registers the history of a demonstration.</summary>
public static class DemoHistoryServices
{
    /// <summary>
    /// Fills an empty storage with five weeks of invented sessions before the application starts; a storage that holds sessions stays as it is.
    /// For demonstrations only.
    /// </summary>
    /// <param name="services">The services, with session tracking.</param>
    /// <param name="output">Takes the lines of its progress.</param>
    /// <param name="visits">Visits of ordinary people; 19,000 by default, which are some 20,000 sessions.</param>
    public static IServiceCollection AddDemoHistory(this IServiceCollection services, TextWriter output, int visits = DemoHistory.Visits) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<DemoHistoryService>(provider, output, new DemoHistorySize(visits)));
}
