using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Diagnostics;
using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Reports;
using ServerSessions.Reports.Caching;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Digests;
using ServerSessions.Reports.Export;
using ServerSessions.Reports.History;
using ServerSessions.Reports.Insights;
using ServerSessions.Reports.Jobs;
using ServerSessions.Reports.Personal;
using ServerSessions.Reports.Shares;
using ServerSessions.Reports.Stuck;
using ServerSessions.Reports.Thresholds;
using ServerSessions.Reports.Views;
using ServerSessions.Storage;

namespace ServerSessions.Hosting;

internal static class ReportServices
{
    /// <summary>Registers the read side: sessions, alerts, insights, exports, rules, experiments.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services)
    {
        services.TryAddSingleton(provider =>
            new SingleSessions(provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Profile != TrackingProfile.AudienceOnly));
        services.TryAddSingleton<ISessionReports, SessionReports>();
        services.TryAddSingleton<ISessionAlerts, SessionAlerts>();
        services.TryAddSingleton<StoredJourneys>();
        services.TryAddSingleton<KeptJourneys>();
        services.TryAddSingleton<StoredRollups>();
        services.TryAddSingleton<OverviewReader>();
        services.TryAddSingleton<VerdictNotices>();
        services.TryAddSingleton(provider => new FeatureList([.. provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Features]));
        services.TryAddSingleton<AppFeatures>();
        services.TryAddSingleton(provider => new InsightCacheMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(provider => InsightDeclarations.Of(provider.GetRequiredService<InsightSettings>(), provider.GetRequiredService<FeatureList>().Features));
        services.TryAddSingleton(provider => new InsightCache(
            provider.GetRequiredService<ISessionStorage>(), provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.InsightCache,
            provider.GetRequiredService<InsightDeclarations>(), provider.GetRequiredService<InsightCacheMetrics>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ISharedAnswers>()));
        services.TryAddSingleton(provider => new KeptFolds(
            provider.GetRequiredService<ISessionStorage>(), provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.InsightCache,
            provider.GetRequiredService<InsightDeclarations>(), provider.GetRequiredService<InsightCacheMetrics>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<SegmentFilters>();
        services.AddCohorts();
        services.TryAddSingleton<FunnelReader>();
        services.TryAddSingleton<ISessionInsights, SessionInsights>();
        services.TryAddSingleton<SessionExport>();
        services.TryAddSingleton<DetectorReadiness>();
        services.TryAddSingleton<DetectorReports>();
        services.TryAddSingleton<ISessionRules>(provider => provider.GetRequiredService<DetectorReports>());
        services.TryAddSingleton<ISessionWebhooks, SessionWebhooks>();
        services.TryAddSingleton<StuckReader>();
        services.TryAddSingleton<HistoryReplay>();
        services.TryAddSingleton<ExperimentReports>();
        services.TryAddSingleton<NudgeReports>();
        services.TryAddSingleton<ReleaseReader>();
        services.TryAddSingleton<InsightAlertStates>();
        services.TryAddSingleton(provider => new InsightAlerts(
            [.. provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.InsightAlerts], provider.GetRequiredService<ISessionStorage>(),
            provider.GetRequiredService<StoredJourneys>(), provider.GetRequiredService<CohortResolver>(), provider.GetRequiredService<InsightAlertStates>(),
            provider.GetRequiredService<ISessionAlerts>(), provider.GetRequiredService<IAlertSink>(), provider.GetRequiredService<ILogger<InsightAlerts>>()));
        services.TryAddSingleton<IInsightAlerts>(provider => provider.GetRequiredService<InsightAlerts>());
        services.TryAddSingleton<InsightAlertService>();
        services.TryAddSingleton<NavigationReports>();
        services.TryAddSingleton<PeopleReader>();
        services.TryAddSingleton<StepClicksReader>();
        services.TryAddSingleton<PeriodComparer>();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Digest);
        services.TryAddSingleton<WeeklyDigest>();
        services.TryAddSingleton<DigestService>();
        services.TryAddSingleton<ShareStore>();
        services.TryAddSingleton<ShareSignature>();
        services.TryAddSingleton<ViewStore>();
        return services.AddJobs().AddPersonalReports();
    }

    private static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.TryAddSingleton<JobHeartbeat>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<ReplayStore>();
        services.TryAddSingleton<ReplayQueue>();
        services.TryAddSingleton<ReplayExamples>();
        services.TryAddSingleton<ReplayService>();
        services.TryAddSingleton<ISessionReplays, SessionReplays>();
        services.TryAddSingleton<ExportStore>();
        services.TryAddSingleton<SessionExports>();
        services.TryAddSingleton<ISessionExports>(provider => provider.GetRequiredService<SessionExports>());
        return services;
    }

    // What people see of themselves, and instructors of groups.
    private static IServiceCollection AddPersonalReports(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new CourseList([.. provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Courses]));
        services.TryAddSingleton<AppAreas>();
        services.TryAddSingleton<OpenSessions>();
        services.TryAddSingleton<PersonJourneys>();
        services.TryAddSingleton<PersonSettingsStore>();
        services.TryAddSingleton<PersonReports>();
        services.TryAddSingleton<DeviceReports>();
        services.TryAddSingleton<CourseReports>();
        return services;
    }

    private static void AddCohorts(this IServiceCollection services)
    {
        static IReadOnlyList<InsightCohort> Declared(IServiceProvider provider) => [.. provider.GetRequiredService<IOptions<SessionProcessingOptions>>().Value.Cohorts];
        services.TryAddSingleton<CohortStore>();
        services.TryAddSingleton<CohortUsers>();
        services.TryAddSingleton(provider => new CohortResolver(
            Declared(provider), provider.GetRequiredService<CohortStore>(), provider.GetRequiredService<CohortUsers>(), provider.GetRequiredService<KeptJourneys>()));
        services.TryAddSingleton<ISessionCohorts>(provider => new SessionCohorts(
            Declared(provider), provider.GetRequiredService<CohortStore>(), provider.GetRequiredService<CohortUsers>(), provider.GetRequiredService<CohortResolver>(),
            provider.GetRequiredService<StoredJourneys>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IAuditNames>(),
            provider.GetRequiredService<ILogger<SessionCohorts>>()));
        services.TryAddSingleton<CohortRetention>();
    }
}
