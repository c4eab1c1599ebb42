using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Detection;
using ServerSessions.Detection.Rules;
using ServerSessions.Diagnostics;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Learning;
using ServerSessions.Journeys.Navigation;
using ServerSessions.PersonalData;
using ServerSessions.Journeys.People;
using ServerSessions.Personalization;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Places;
using ServerSessions.Privacy;
using ServerSessions.Reports;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Digests;
using ServerSessions.Reports.Thresholds;
using ServerSessions.Response;
using ServerSessions.Storage;
using ServerSessions.Storage.InProcess;

namespace ServerSessions.Hosting;

/// <summary>Registers the services of every host: privacy, storage, journeys, rules, alerts, decisions and reports.</summary>
internal static class ProcessingServices
{
    /// <summary>Registers them, with webhooks from the given section or, without one, from the application's default section. The caller registers <see cref="IOptions{SessionProcessingOptions}"/>.</summary>
    public static void AddProcessing(this IServiceCollection services, IConfiguration? section)
    {
        if (section is null)
            services.AddSingleton(provider => new SettingsSource(ConfiguredSettings.Of(provider, null)));
        else
            services.AddSingleton(new SettingsSource(section));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ApplicationFaults(provider.GetService<IMeterFactory>(), provider.GetService<ILogger<ApplicationFaults>>()));
        services.TryAddSingleton(provider => new CaptureCounters(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new ConsentCounters(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => new ProducerMetrics(provider.GetService<IMeterFactory>()));
        AddPrivacy(services);
        AddStorage(services);
        AddJourneys(services);
        services.AddAlertDelivery();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Responses);
        services.AddResponses();
        services.AddReports();
        services.AddPersonalData();
        services.TryAddSingleton<IAuditNames, AuditNames>();
        services.TryAddSingleton<ISessionFinder, SessionFinder>();
        services.TryAddSingleton<AlertDeliveryService>();
        // Before everything that the application configures, so that its settings win.
        services.Insert(0, ServiceDescriptor.Singleton<IConfigureOptions<WebhookOptions>>(provider => new ConfigureOptions<WebhookOptions>(
            o =>
            {
                o.AllowInsecureLoopback = provider.GetService<IHostEnvironment>()?.IsDevelopment() == true;
                if (ConfiguredSettings.Of(provider, section)?.GetSection(ConfiguredSettings.Webhooks) is { } configured)
                    ConfiguredSettings.Read(configured, o);
            })));
        services.TryAddSingleton<PartitionCount>(provider => () => provider.GetRequiredService<ISessionStorage>().Partitions);
    }

    /// <summary>Adds the webhooks of the section of a further call.</summary>
    public static void AddWebhooks(this IServiceCollection services, IConfiguration section) =>
        services.Configure<WebhookOptions>(o => ConfiguredSettings.Read(section.GetSection(ConfiguredSettings.Webhooks), o));

    /// <summary>Registers background services, except those of capture, which the caller registers afterwards.</summary>
    public static void AddProcessingInBackground(this IServiceCollection services, SessionTrackingRoles roles)
    {
        // First, because pseudonyms need the identity key.
        services.AddHostedService<KeyHistoryService>();
        // Processing is registered before capture: services stop in reverse order, so events that capture drains at the end are still processed.
        if (roles.HasFlag(SessionTrackingRoles.Deliver))
            services.AddHostedService(provider => provider.GetRequiredService<AlertDeliveryService>());
        services.AddHostedService<SettingsStartCheck>();
        services.AddHostedService<SettingsReload>();
        // Before the first partition is processed, so that the modes that people have set apply.
        services.AddHostedService(provider => provider.GetRequiredService<DetectionControl>());
        if (!roles.HasFlag(SessionTrackingRoles.Roll))
            return;
        services.AddHostedService(provider => provider.GetRequiredService<RollerService>());
        services.AddHostedService(provider => provider.GetRequiredService<ErasureService>());
        services.AddHostedService(provider => provider.GetRequiredService<RetentionService>());
        services.AddHostedService(provider => provider.GetRequiredService<BaselineService>());
        services.AddHostedService(provider => provider.GetRequiredService<ShadowService>());
        services.AddHostedService(provider => provider.GetRequiredService<NavigationService>());
        services.AddHostedService(provider => provider.GetRequiredService<InsightAlertService>());
        services.AddHostedService(provider => provider.GetRequiredService<DigestService>());
        services.AddHostedService(provider => provider.GetRequiredService<CohortRetention>());
        services.AddHostedService(provider => provider.GetRequiredService<PersonSweep>());
    }

    private static void AddPrivacy(IServiceCollection services)
    {
        services.TryAddSingleton(new DataRetention(null, null));
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value;
            return new KeyRing(options.Keys, provider.GetRequiredService<TimeProvider>(), endsDaily: options.Profile == TrackingProfile.AudienceOnly);
        });
        services.TryAddSingleton(provider => new LocalIssuers([.. provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.LocalIssuers]));
        services.TryAddSingleton<PlaceFinder>();
        services.TryAddSingleton<Pseudonymizer>();
    }

    private static void AddStorage(IServiceCollection services)
    {
        services.TryAddSingleton<ISessionStorage>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value;
            return new InProcessStorage(new InProcessStorageOptions(options.Partitions, options.InProcessJourneys), provider.GetRequiredService<TimeProvider>());
        });
        services.TryAddSingleton<IEventLog>(provider => provider.GetRequiredService<ISessionStorage>());
        services.TryAddSingleton<IDocumentStore>(provider => provider.GetRequiredService<ISessionStorage>());
    }

    private static void AddJourneys(IServiceCollection services)
    {
        services.TryAddSingleton(Thresholds);
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
            var options = provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value;
            return new InsightSettings
            {
                Flows = [.. options.Flows],
                Funnels = [.. options.Funnels],
                Experiments = [.. options.Experiments, .. NudgeExperiments.All(options.Nudges)],
                Goals = [.. options.Goals],
                Features = new FeatureMap(options.Features.SelectMany(f => f.Steps.Select(step => (f.Name, step)))),
                Zone = options.TimeZone,
            };
        });
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value;
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
        services.TryAddSingleton<IEvidenceAlarm, EvidenceAlarm>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.LiveJourney);
        services.TryAddSingleton<PersonStore>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Nudges);
        services.TryAddSingleton<NudgeStore>();
        services.TryAddSingleton<PersonSweep>();
        services.TryAddSingleton<OutboxMover>();
        services.TryAddTransient<PartitionRoller>();
        services.TryAddSingleton<Func<PartitionRoller>>(provider => provider.GetRequiredService<PartitionRoller>);
        services.TryAddSingleton<RollerService>();
    }

    private static DetectionOptions Thresholds(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Detection;
}
