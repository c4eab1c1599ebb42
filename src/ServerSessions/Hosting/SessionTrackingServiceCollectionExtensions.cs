using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions;
using ServerSessions.Beacon;
using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Cookies;
using ServerSessions.Capture.Endpoints;
using ServerSessions.Capture.Identity;
using ServerSessions.Capture.Labels;
using ServerSessions.Capture.Live;
using ServerSessions.Capture.Observers;
using ServerSessions.Capture.Queue;
using ServerSessions.Consents;
using ServerSessions.Diagnostics;
using ServerSessions.Hosting;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Hosting.Health;
using ServerSessions.Person.Activity;
using ServerSessions.Person.Limits;
using ServerSessions.Person.Transparency;
using ServerSessions.PersonalData;
using ServerSessions.Personalization;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports;
using ServerSessions.Reports.Jobs;
using ServerSessions.Reports.Recorded;
using ServerSessions.Reports.Shares;
using ServerSessions.Reports.Views;
using ServerSessions.Requests;
using ServerSessions.Response;
using ServerSessions.Settings;
using ServerSessions.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds session tracking to the services of an application.</summary>
public static class SessionTrackingServiceCollectionExtensions
{
    /// <summary>
    /// Adds session tracking with in-process storage, which keeps nothing after the process exits. Enable the recording with
    /// <c>app.UseSessionTracking()</c>. The order of registrations does not matter: services of the application that tracking observes, such as
    /// <see cref="IAuthenticationService"/>, are wrapped when the application is built. With the older <c>HostBuilder</c>, call this method after you
    /// register an <see cref="IAuthenticationService"/> or an <see cref="IComponentActivator"/> of your own. Settings come from the section
    /// <c>ServerSessions</c> of the application's configuration, then from <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The application's services. Without <see cref="SessionTrackingRoles.Capture"/>, the services of any host.</param>
    /// <param name="configure">Changes settings; every setting has a default. It is called more than once.</param>
    /// <returns>A builder for further configuration. A second call configures the same tracking.</returns>
    /// <exception cref="InvalidOperationException"><c>AddSessionProcessing</c> was called before; tracking includes it.</exception>
    public static SessionTrackingBuilder AddSessionTracking(this IServiceCollection services, Action<SessionTrackingOptions>? configure = null) =>
        services.AddSessionTracking(null, configure);

    /// <summary>Adds session tracking with settings from another section of the configuration.</summary>
    /// <param name="services">The application's services.</param>
    /// <param name="section">The section, such as <c>builder.Configuration.GetSection("Shop:Sessions")</c>.</param>
    /// <param name="configure">Changes settings after the section was applied. It is called more than once.</param>
    /// <returns>A builder for further configuration.</returns>
    public static SessionTrackingBuilder AddSessionTracking(this IServiceCollection services, IConfiguration? section, Action<SessionTrackingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var builder = new SessionTrackingBuilder(services, change => services.Configure<SessionTrackingOptions>(change));
        var registered = services.FirstOrDefault(d => d.ServiceType == typeof(RegisteredRoles))?.ImplementationInstance as RegisteredRoles;
        if (registered is { Call: not nameof(AddSessionTracking) })
            throw new InvalidOperationException($"{registered.Call} was called before {nameof(AddSessionTracking)}, which includes it: requests would not be recorded. Remove the call of {registered.Call}, or make it after {nameof(AddSessionTracking)}.");
        var isFirst = registered is null;
        if (isFirst)
            services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<SessionTrackingOptions>>(provider => new ConfigureOptions<SessionTrackingOptions>(o => Begin(provider, section, o))));
        else if (section is not null)
            services.Configure<SessionTrackingOptions>(o => ConfiguredSettings.Read(section, o)).AddSingleton(new FurtherSection(section)).AddWebhooks(section);
        if (configure is not null)
            services.Configure(configure);
        if (!isFirst)
            return builder;

        var roles = RolesOf(services, section, configure);
        services.AddSingleton(new RegisteredRoles(roles, nameof(AddSessionTracking)));
        services.AddOptions<SessionTrackingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionTrackingOptions>, SessionTrackingOptionsValidator>());
        // One object holds the settings of both sides, so that they are configured in one place.
        services.AddSingleton<IOptions<SessionProcessingOptions>>(provider => Options.Options.Create<SessionProcessingOptions>(
            provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value));
        services.AddSingleton<SettingsReader>(provider => () => provider.GetRequiredService<IOptionsFactory<SessionTrackingOptions>>().Create(Options.Options.DefaultName));
        services.AddProcessing(section);
        services.TryAddSingleton<AdminAuthorizationCheck>();
        services.TryAddSingleton<RecordedJourneyReader>();
        services.TryAddSingleton<SharedViews>();
        services.TryAddSingleton<SessionShares>();
        services.TryAddSingleton<ISessionShares>(provider => provider.GetRequiredService<SessionShares>());
        services.TryAddSingleton<ISessionViews, SessionViews>();
        services.TryAddSingleton<LiveFeed>();
        AddQueue(services);
        AddHosted(services, roles);
        return builder;
    }

    // The first settings, defaults and configuration: the application's delegates override them.
    private static void Begin(IServiceProvider provider, IConfiguration? section, SessionTrackingOptions options)
    {
        options.Cookie.SecurePolicy = provider.GetService<IHostEnvironment>()?.IsDevelopment() == true ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        if (ConfiguredSettings.Of(provider, section) is { } configured)
            ConfiguredSettings.Read(configured, options);
        foreach (var shared in provider.GetServices<IConfigureOptions<SessionProcessingOptions>>())
            shared.Configure(options);
    }

    // Registrations depend on the roles, which must be known before there is a provider that could return options.
    private static SessionTrackingRoles RolesOf(IServiceCollection services, IConfiguration? section, Action<SessionTrackingOptions>? configure)
    {
        var given = new SessionTrackingOptions();
        given.Roles = ConfiguredSettings.Roles(services, section) ?? given.Roles;
        configure?.Invoke(given);
        return given.Roles;
    }

    private static void AddHosted(IServiceCollection services, SessionTrackingRoles roles)
    {
        services.AddProcessingInBackground(roles);
        // Every process that answers admin requests does the long work that it takes there.
        services.AddHostedService(provider => provider.GetRequiredService<JobHeartbeat>());
        services.AddHostedService(provider => provider.GetRequiredService<ReplayService>());
        if (!roles.HasFlag(SessionTrackingRoles.Capture))
        {
            services.AddSingleton<IStartupFilter, AdminStartupFilter>();
            return;
        }

        AddCapture(services);
        services.TryAddSingleton<ICaptureHealth, CaptureHealth>();
        services.AddSingleton<IStartupFilter, SessionTrackingStartupFilter>();
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, TrustedCallerStartupFilter>());
        services.AddHostedService(provider => provider.GetRequiredService<DecisionFeed>());
        services.AddHostedService<CatalogPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<DailySalt>());
        services.AddHostedService(provider => provider.GetRequiredService<LoginFacts>());
        services.AddHostedService(provider => provider.GetRequiredService<ConsentLedger>());
        services.AddHostedService(provider => provider.GetRequiredService<UserConsents>());
        services.AddHostedService(provider => provider.GetRequiredService<TransitionService>());
        services.AddHostedService(provider => provider.GetRequiredService<NudgeAlerts>());
        services.AddHostedService(provider => provider.GetRequiredService<FlusherService>());
    }

    private static void AddQueue(IServiceCollection services)
    {
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
            return new EventQueue(options.QueueCapacity, options.QueueBytes);
        });
        services.TryAddSingleton<DroppedSessions>();
        services.TryAddSingleton<Backpressure>();
        services.TryAddSingleton<ShedSessions>();
        services.TryAddSingleton(provider =>
        {
            var flood = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Flood;
            return new FloodGate(flood.NewSessionsPerSecond, flood.NewSessionsPerNetwork, TimeSpan.FromSeconds(1), provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<AdmissionControl>();
        services.TryAddSingleton<CurrentCatalog>();
        services.TryAddSingleton<ICaptureState, CaptureState>();
        services.TryAddSingleton<FlusherService>();
    }

    private static void AddCapture(IServiceCollection services)
    {
        services.TryAddSingleton<CookieFormat>();
        services.TryAddSingleton<SessionCookie>();
        services.TryAddSingleton<UserAgents>();
        services.TryAddSingleton<EndpointReader>();
        services.TryAddSingleton<CatalogReader>();
        services.TryAddSingleton<DeclaredLogins>();
        services.TryAddSingleton<LoginPathCheck>();
        services.TryAddSingleton<DeployedVersion>();
        services.TryAddSingleton<DailySalt>();
        services.TryAddSingleton<LoginFacts>();
        services.TryAddSingleton<FrameworkConsent>();
        services.TryAddSingleton<ConsentRules>();
        services.TryAddSingleton<ConsentCookie>();
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
            return new ConsentStore(provider.GetRequiredService<ISessionStorage>(), options.Partitions, options.Consent.MaxProofs);
        });
        services.TryAddSingleton(provider => new ConsentLedger(
            provider.GetRequiredService<ISessionStorage>(), provider.GetRequiredService<ConsentStore>(), provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Consent.ProofRetention,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IMeterFactory>(), provider.GetRequiredService<ConsentCounters>(), provider.GetRequiredService<ILogger<ConsentLedger>>(), [.. provider.GetServices<IConsentErasure>()]));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRetainedKind, ProofRetention>(
            provider => new ProofRetention(provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Consent.ProofRetention)));
        services.TryAddSingleton(provider => new UserConsents(
            provider.GetRequiredService<ISessionStorage>(), provider.GetRequiredService<ConsentStore>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<UserConsents>>())
        {
            IsUsed = provider.GetRequiredService<ConsentRules>().LetsDecide,
        });
        services.TryAddSingleton<ConsentReader>();
        services.TryAddSingleton<ConsentKeeper>();
        services.TryAddSingleton<TransparencyWriter>();
        services.TryAddSingleton<VisitorIdentifier>();
        services.TryAddSingleton(provider => new CampaignReader(
            provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Campaigns, provider.GetRequiredService<CaptureCounters>().ReplaceCampaign));
        services.TryAddSingleton(provider => new Traits(
            provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Traits, provider.GetRequiredService<CaptureCounters>().LoseTrait));
        services.TryAddSingleton<SeenRequests>();
        services.TryAddSingleton<TransitionService>();
        services.TryAddSingleton<ILikelySteps>(provider => provider.GetRequiredService<TransitionService>());
        services.TryAddSingleton<LiveJourneys>();
        services.TryAddSingleton<RequestJourneys>();
        services.TryAddSingleton<NudgeClaims>();
        services.TryAddSingleton<NudgeAlerts>();
        services.TryAddSingleton<RequestNudges>();
        services.TryAddSingleton<NudgeRoutes>();
        services.TryAddSingleton<BeaconRoute>();
        services.TryAddSingleton<BeaconCounters>();
        services.TryAddSingleton<PageToken>();
        services.TryAddSingleton(provider => new ClientRoutes(
            provider.GetRequiredService<EndpointReader>(), provider.GetRequiredService<ParameterPolicyFactory>(), provider.GetService<EndpointDataSource>()));
        services.TryAddSingleton<BeaconReader>();
        services.TryAddSingleton<BeaconEndpoint>();
        services.TryAddSingleton<OverlayToken>();
        services.TryAddSingleton<OverlayLinks>();
        services.TryAddSingleton<OverlayEndpoint>();
        services.TryAddSingleton<EventFactory>();
        services.TryAddSingleton<SessionTracker>();
        services.TryAddSingleton<SignInSchemes>();
        services.TryAddSingleton<VisitKeys>();
        services.TryAddSingleton<IRequestKeys>(provider => provider.GetRequiredService<VisitKeys>());
        services.TryAddSingleton<ISignInTimes>(provider => provider.GetRequiredService<VisitKeys>());
        services.TryAddSingleton<InstructorAgreement>();
        services.TryAddSingleton<CostlyRequests>();
        services.TryAddSingleton<ResponseGate>();
        services.TryAddSingleton<ChallengePasses>();
        services.TryAddSingleton<OpenRequests>();
        services.TryAddSingleton<IOpenRequests>(provider => provider.GetRequiredService<OpenRequests>());
        services.TryAddSingleton<RevokedSignIns>();
        services.TryAddSingleton<TicketStamps>();
        services.TryAddSingleton<ShownSignIns>();
        services.TryAddSingleton(provider => new FeaturePolicies(provider.GetService<EndpointDataSource>()));
        LateRegistrations.Add(services, AddObservers);
        services.Configure<MvcOptions>(options => options.Filters.Add<ObservingModelStateFilter>(int.MinValue));
    }

    // The decorators of services of the application.
    private static void AddObservers(IServiceCollection services)
    {
        services.Decorate<IAuthenticationService>(
            defaults => defaults.AddAuthenticationCore(),
            (provider, inner) =>
            {
                var tracker = provider.GetRequiredService<SessionTracker>();
                if (!tracker.SeesSignIns)
                    tracker.SeesSignIns = true;
                return new ObservingAuthenticationService(
                    inner, tracker, provider.GetRequiredService<RevokedSignIns>(), provider.GetRequiredService<FeaturePolicies>(), provider.GetRequiredService<TicketStamps>(),
                    provider.GetRequiredService<ShownSignIns>());
            },
            // Without AddAuthentication there is no such service, and the framework's message says what to write.
            isThere: provider => provider.GetService<IAuthenticationSchemeProvider>() is not null);
        services.Decorate<IAuthorizationMiddlewareResultHandler>(
            defaults => defaults.AddTransient<IAuthorizationMiddlewareResultHandler, AuthorizationMiddlewareResultHandler>(),
            (_, inner) => new ObservingAuthorizationResultHandler(inner));
        services.Decorate<IAntiforgery>(
            defaults => defaults.AddAntiforgery(),
            (_, inner) => new ObservingAntiforgery(inner),
            // Without AddAntiforgery there is none, and the framework's message says what to write.
            isThere: provider => provider.GetService<IAntiforgeryAdditionalDataProvider>() is not null);
        services.Decorate<IComponentActivator>(
            defaults => defaults.AddTransient<IComponentActivator, PlainComponentActivator>(),
            (provider, inner) =>
            {
                var tracker = provider.GetRequiredService<SessionTracker>();
                if (!tracker.SeesForms)
                    tracker.SeesForms = true;
                return new ObservingComponentActivator(inner);
            });
        services.ObserveProblemDetails();
    }
}
