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
    /// Adds what makes journeys, reports and alerts of the requests that web nodes record, without ASP.NET Core. Both sides share a storage: follow it with
    /// <c>UseRedis</c>. What defines a journey (goals, flows, funnels, hubs, rules) is set here, where it is rolled. Settings come from the section
    /// <c>ServerSessions</c> of the host's configuration, then from <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The services of any host.</param>
    /// <param name="configure">Settings; every one has a default. Called more than once.</param>
    /// <returns>The builder to go on with; calling this twice configures the same processing.</returns>
    public static SessionTrackingBuilder AddSessionProcessing(this IServiceCollection services, Action<SessionProcessingOptions>? configure = null) =>
        services.AddSessionProcessing(null, configure);

    /// <summary>Adds the same with settings from another section of the configuration.</summary>
    /// <param name="services">The services of any host.</param>
    /// <param name="section">The section, such as <c>configuration.GetSection("Shop:Sessions")</c>.</param>
    /// <param name="configure">Settings that come after those of the section. Called more than once.</param>
    /// <returns>The builder to go on with.</returns>
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
            services.Configure<SessionProcessingOptions>(o => ConfiguredSettings.Read(section, o));
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

    // What is registered depends on the roles, and must be known before there is a provider to ask for options.
    private static SessionTrackingRoles RolesOf(IServiceCollection services, IConfiguration? section, Action<SessionProcessingOptions>? configure)
    {
        var given = new SessionProcessingOptions();
        given.Roles = ConfiguredSettings.Roles(services, section) ?? given.Roles;
        configure?.Invoke(given);
        return given.Roles;
    }
}
