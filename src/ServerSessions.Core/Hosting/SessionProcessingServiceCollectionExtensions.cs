using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerSessions.Settings;
using ServerSessions;
using ServerSessions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds session processing to a plain host.</summary>
public static class SessionProcessingServiceCollectionExtensions
{
    /// <summary>
    /// Adds what makes journeys, reports and alerts of the requests that web nodes record, without ASP.NET Core. Both sides share a storage: follow it with
    /// <c>UseRedis</c>. What defines a journey (goals, flows, funnels, hubs, rules) is set here, where it is rolled.
    /// </summary>
    /// <param name="services">The services of any host.</param>
    /// <param name="configure">Settings; every one has a default. Called more than once.</param>
    /// <returns>The builder to go on with; calling this twice configures the same processing.</returns>
    public static SessionTrackingBuilder AddSessionProcessing(this IServiceCollection services, Action<SessionProcessingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new SessionTrackingBuilder(services);
        if (configure is not null)
            services.Configure(configure);
        if (services.Any(d => d.ServiceType == typeof(RegisteredRoles)))
            return builder;

        // What is registered depends on the roles, and must be known before there is a provider to ask for options.
        var given = new SessionProcessingOptions();
        configure?.Invoke(given);
        services.AddSingleton(new RegisteredRoles(given.Roles, nameof(AddSessionProcessing)));
        services.AddOptions<SessionProcessingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionProcessingOptions>, SessionProcessingOptionsValidator>());
        services.AddProcessing();
        services.AddProcessingInBackground(given.Roles);
        return builder;
    }
}
