using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerSessions;
using ServerSessions.Hosting;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Settings;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds session processing to a plain host.</summary>
public static class SessionProcessingServiceCollectionExtensions
{
    /// <summary>
    /// Adds the processing of requests that web nodes record into journeys, reports and alerts, without ASP.NET Core. Both sides share a storage: add
    /// <c>UseRedis</c>. Set the definition of a journey (goals, flows, funnels, hubs, rules) here, on the workers. Settings come from the section
    /// <c>ServerSessions</c> of the host's configuration, then from <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The services of any host.</param>
    /// <param name="configure">Changes settings; every setting has a default. It is called more than once.</param>
    /// <returns>A builder for further configuration. A second call configures the same processing.</returns>
    public static SessionTrackingBuilder AddSessionProcessing(this IServiceCollection services, Action<SessionProcessingOptions>? configure = null) =>
        services.AddSessionProcessing(null, configure);

    /// <summary>Adds session processing with settings from another section of the configuration.</summary>
    /// <param name="services">The services of any host.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("Shop:Sessions")</c>.</param>
    /// <param name="configure">Changes settings after the section was applied. It is called more than once.</param>
    /// <returns>A builder for further configuration.</returns>
    public static SessionTrackingBuilder AddSessionProcessing(this IServiceCollection services, IConfiguration? section, Action<SessionProcessingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new SessionTrackingBuilder(services);
        var isFirst = services.All(d => d.ServiceType != typeof(RegisteredRoles));
        if (isFirst)
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<SessionProcessingOptions>>(provider => new ConfigureOptions<SessionProcessingOptions>(o =>
            {
                if (ConfiguredSettings.Of(provider, section) is { } configured)
                    ConfiguredSettings.Read(configured, o);
            })));
        else if (section is not null)
            services.Configure<SessionProcessingOptions>(o => ConfiguredSettings.Read(section, o)).AddSingleton(new FurtherSection(section)).AddWebhooks(section);
        if (configure is not null)
            services.Configure(configure);
        if (!isFirst)
            return builder;

        var roles = RolesOf(services, section, configure);
        services.AddSingleton(new RegisteredRoles(roles, nameof(AddSessionProcessing)));
        services.AddOptions<SessionProcessingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionProcessingOptions>, SessionProcessingOptionsValidator>());
        services.AddSingleton<SettingsReader>(provider => () => provider.GetRequiredService<IOptionsFactory<SessionProcessingOptions>>().Create(Options.Options.DefaultName));
        services.AddProcessing(section);
        services.AddProcessingInBackground(roles);
        return builder;
    }

    // The roles decide what is registered, so they are read before a provider can resolve options.
    private static SessionTrackingRoles RolesOf(IServiceCollection services, IConfiguration? section, Action<SessionProcessingOptions>? configure)
    {
        var given = new SessionProcessingOptions();
        given.Roles = ConfiguredSettings.Roles(services, section) ?? given.Roles;
        configure?.Invoke(given);
        return given.Roles;
    }
}
