using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions.Response;

namespace ServerSessions.Hosting;

internal static class ResponseServices
{
    /// <summary>Registers decisions; the caller hosts <see cref="DecisionFeed"/> where requests are served, and <see cref="ShadowService"/> where rules run. It needs an <see cref="ISessionFinder"/>.</summary>
    public static IServiceCollection AddResponses(this IServiceCollection services)
    {
        services.TryAddSingleton<DecisionTable>();
        services.TryAddSingleton<RecentSignIns>();
        services.TryAddSingleton<DecisionStore>();
        services.TryAddSingleton<DecisionFeed>();
        services.TryAddSingleton<AllowList>();
        services.TryAddSingleton<Responder>();
        services.TryAddSingleton<ShadowService>();
        services.TryAddSingleton<IDecisionAlarm, DecisionAlarm>();
        services.TryAddSingleton<ISessionControl, SessionControl>();
        services.TryAddSingleton(provider => new ResponseMetrics(provider.GetService<IMeterFactory>()));
        return services;
    }
}
