using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ServerSessions;
using ServerSessions.Alerts;
using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Observers;
using ServerSessions.Capture.Queue;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Diagnostics;
using ServerSessions.Hosting;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Learning;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Places;
using ServerSessions.Privacy;
using ServerSessions.Reports;
using ServerSessions.Reports.Export;
using ServerSessions.Reports.History;
using ServerSessions.Reports.Insights;
using ServerSessions.Response;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds session tracking to an application.</summary>
public static class SessionTrackingServiceCollectionExtensions
{
    /// <summary>
    /// Adds session tracking with in-process storage: nothing to install, and it forgets at exit. Switch the recording on with
    /// <c>app.UseSessionTracking()</c>. Call it after registering an <see cref="IAuthenticationService"/> of your own.
    /// </summary>
    /// <param name="services">The application's services; without <see cref="SessionTrackingRoles.Capture"/> those of any host.</param>
    /// <param name="configure">Settings; every one has a default. Called more than once.</param>
    /// <returns>The builder to go on with; calling this twice configures the same tracking.</returns>
    public static SessionTrackingBuilder AddSessionTracking(this IServiceCollection services, Action<SessionTrackingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (configure is not null)
            services.Configure(configure);
        if (services.FirstOrDefault(d => d.ServiceType == typeof(RegisteredRoles))?.ImplementationInstance is RegisteredRoles)
            return new SessionTrackingBuilder(services);

        // What is registered depends on the roles, and must be known before there is a provider to ask for options.
        var given = new SessionTrackingOptions();
        configure?.Invoke(given);
        services.AddSingleton(new RegisteredRoles(given.Roles));
        services.AddOptions<SessionTrackingOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionTrackingOptions>, SessionTrackingOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ApplicationFaults(
            provider.GetService<System.Diagnostics.Metrics.IMeterFactory>(), provider.GetService<Microsoft.Extensions.Logging.ILogger<ApplicationFaults>>()));
        AddPrivacy(services);
        AddStorage(services);
        AddQueue(services);
        AddJourneys(services);
        services.AddAlertDelivery();
        services.AddResponses();
        services.TryAddSingleton<IAuditNames, AuditNames>();
        services.TryAddSingleton<ISessionFinder, SessionFinder>();
        services.TryAddSingleton<AlertDeliveryService>();
        // Before all that the application has configured or will, so that its own word counts.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<WebhookOptions>>(provider => new ConfigureOptions<WebhookOptions>(
            o => o.AllowInsecureLoopback = provider.GetService<IHostEnvironment>()?.IsDevelopment() == true)));
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<SessionTrackingOptions>>(provider => new ConfigureOptions<SessionTrackingOptions>(
            o => o.Cookie.SecurePolicy = provider.GetService<IHostEnvironment>()?.IsDevelopment() == true ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always)));
        services.TryAddSingleton<PartitionCount>(provider => () => provider.GetRequiredService<ISessionStorage>().Partitions);
        services.TryAddSingleton<ISessionReports, SessionReports>();
        services.TryAddSingleton<ISessionAlerts, SessionAlerts>();
        services.TryAddSingleton<StoredJourneys>();
        services.TryAddSingleton<StoredRollups>();
        services.TryAddSingleton(provider => new FeatureList([.. provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Features]));
        services.TryAddSingleton<AppFeatures>();
        services.TryAddSingleton<SegmentFilters>();
        services.TryAddSingleton<FunnelReader>();
        services.TryAddSingleton<ISessionInsights, SessionInsights>();
        services.TryAddSingleton<SessionExport>();
        services.TryAddSingleton<DetectorSight>();
        services.TryAddSingleton<DetectorReports>();
        services.TryAddSingleton<HistoryReplay>();
        services.TryAddSingleton<ExperimentReports>();
        services.TryAddSingleton<NavigationReports>();
        services.TryAddSingleton<AdminAuthorizationCheck>();
        AddHosted(services, given.Roles);
        return new SessionTrackingBuilder(services);
    }

    private static void AddHosted(IServiceCollection services, SessionTrackingRoles roles)
    {
        // Before anything is named, and before a name is looked for.
        services.AddHostedService<KeyHistoryService>();
        // The roller first and the flusher after it: they stop in the opposite order, so what is drained at the end is still rolled.
        if (roles.HasFlag(SessionTrackingRoles.Deliver))
            services.AddHostedService(provider => provider.GetRequiredService<AlertDeliveryService>());
        // Before the first partition is rolled, so that it is rolled as people have decided.
        services.AddHostedService(provider => provider.GetRequiredService<DetectionControl>());
        if (roles.HasFlag(SessionTrackingRoles.Roll))
        {
            services.AddHostedService(provider => provider.GetRequiredService<RollerService>());
            services.AddHostedService(provider => provider.GetRequiredService<BaselineService>());
            services.AddHostedService(provider => provider.GetRequiredService<ShadowService>());
            services.AddHostedService(provider => provider.GetRequiredService<NavigationService>());
        }

        if (!roles.HasFlag(SessionTrackingRoles.Capture))
        {
            services.AddSingleton<IStartupFilter, AdminStartupFilter>();
            return;
        }

        AddCapture(services);
        services.AddSingleton<IStartupFilter, SessionTrackingStartupFilter>();
        services.AddHostedService(provider => provider.GetRequiredService<DecisionFeed>());
        services.AddHostedService<CatalogPublisher>();
        services.AddHostedService(provider => provider.GetRequiredService<DailySalt>());
        services.AddHostedService(provider => provider.GetRequiredService<LoginFacts>());
        services.AddHostedService(provider => provider.GetRequiredService<FlusherService>());
    }

    private static void AddPrivacy(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new KeyRing(provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Keys, provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<PlaceFinder>();
        services.TryAddSingleton<Pseudonymizer>();
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.TryAddSingleton<ISessionStorage>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
            return new InProcessStorage(new InProcessStorageOptions(options.Partitions, options.InProcessJourneys), provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<IEventLog>(provider => provider.GetRequiredService<ISessionStorage>());
        services.TryAddSingleton<IDocumentStore>(provider => provider.GetRequiredService<ISessionStorage>());
    }

    private static void AddQueue(IServiceCollection services)
    {
        services.TryAddSingleton(provider => new CaptureCounters(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
            return new EventQueue(options.QueueCapacity, options.QueueBytes);
        });
        services.TryAddSingleton<DroppedSessions>();
        services.TryAddSingleton(provider => new ProducerMetrics(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        services.TryAddSingleton<Backpressure>();
        services.TryAddSingleton<ShedSessions>();
        services.TryAddSingleton(provider =>
        {
            var flood = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Flood;
            return new FloodGate(flood.NewSessionsPerSecond, flood.NewSessionsPerNetwork, provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<AdmissionControl>();
        services.TryAddSingleton<CurrentCatalog>();
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
        services.TryAddSingleton<VisitorIdentifier>();
        services.TryAddSingleton<EventFactory>();
        services.TryAddSingleton<SessionTracker>();
        services.TryAddSingleton<SignInSchemes>();
        services.TryAddSingleton<VisitKeys>();
        services.TryAddSingleton<IRequestKeys>(provider => provider.GetRequiredService<VisitKeys>());
        services.TryAddSingleton<OpenRequests>();
        services.TryAddSingleton<IOpenRequests>(provider => provider.GetRequiredService<OpenRequests>());
        services.TryAddSingleton<RevokedSignIns>();
        services.TryAddSingleton<TicketStamps>();
        services.TryAddSingleton(provider => new FeaturePolicies(provider.GetService<EndpointDataSource>()));
        services.Decorate<IAuthenticationService>(
            defaults => defaults.AddAuthenticationCore(),
            (provider, inner) =>
            {
                var tracker = provider.GetRequiredService<SessionTracker>();
                if (!tracker.SeesSignIns)
                    tracker.SeesSignIns = true;
                return new ObservingAuthenticationService(
                    inner, tracker, provider.GetRequiredService<RevokedSignIns>(), provider.GetRequiredService<FeaturePolicies>(), provider.GetRequiredService<TicketStamps>());
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
        services.ObserveProblemDetails();
        services.Configure<MvcOptions>(options => options.Filters.Add<ObservingModelStateFilter>(int.MinValue));
    }

    private static void AddJourneys(IServiceCollection services)
    {
        services.TryAddSingleton<DetectionControl>();
        services.TryAddSingleton<BaselineService>();
        services.TryAddSingleton<Deployments>();
        services.TryAddSingleton<NavigationHours>();
        services.TryAddSingleton<NavigationExamples>();
        services.TryAddSingleton<NavigationAlerts>();
        services.TryAddSingleton<NavigationService>();
        services.TryAddSingleton(provider => new DetectionEngine(
            [.. BuiltInRules.All(Thresholds(provider)), new NavigationRule(), .. provider.GetServices<ISessionDetector>()], Thresholds(provider), provider.GetRequiredService<ApplicationFaults>()));
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
            return new InsightSettings { Flows = [.. options.Flows], Funnels = [.. options.Funnels], Zone = options.TimeZone };
        });
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value;
            return new JourneySettings(options.IdleTimeout, options.MaxAge, options.Goals, options.Flows, options.Hubs)
            {
                Insights = provider.GetRequiredService<InsightSettings>(),
                Flood = FloodLimits.Of(
                    options.Flood.ProvisionalSessions, options.Flood.LiveSessions, options.Flood.SingleRequestJourneysPerMinute, options.Partitions),
            };
        });
        services.TryAddSingleton<RollerOptions>();
        services.TryAddSingleton(provider => new RollerMetrics(provider.GetService<System.Diagnostics.Metrics.IMeterFactory>()));
        services.TryAddSingleton<CatalogStore>();
        services.TryAddSingleton<IAlertSink, AlertSink>();
        services.TryAddSingleton<IResponseSink, ResponseSink>();
        services.TryAddSingleton<OutboxMover>();
        services.TryAddTransient<PartitionRoller>();
        services.TryAddSingleton<Func<PartitionRoller>>(provider => provider.GetRequiredService<PartitionRoller>);
        services.TryAddSingleton<RollerService>();
    }

    private static DetectionOptions Thresholds(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SessionTrackingOptions>>().Value.Detection;
}
