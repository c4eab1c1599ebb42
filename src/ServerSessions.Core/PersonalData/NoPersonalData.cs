using ServerSessions.Alerts;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Journeys.Learning;
using ServerSessions.Journeys.Navigation;
using ServerSessions.Journeys.Workers;
using ServerSessions.Privacy;
using ServerSessions.Reports.Cohorts;
using ServerSessions.Reports.Jobs;
using ServerSessions.Reports.Shares;
using ServerSessions.Reports.Thresholds;
using ServerSessions.Reports.Views;

namespace ServerSessions.PersonalData;

/// <summary>
/// The document tables that hold nothing about a person. Each other table is one of an <see cref="IPersonalRecords"/>; a test fails on a table that is
/// neither here nor there.
/// </summary>
internal static class NoPersonalData
{
    public static IReadOnlyDictionary<string, string> Tables { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [CohortStore.Table] = "names and segments of cohorts",
        [CatalogStore.Table] = "endpoints of a version of the application",
        [Deployments.Table] = "versions of the application",
        [WorkerTable.Table] = "workers",
        [KeyHistoryService.Table] = "identity keys, encrypted",
        ["salts"] = "salts of the day; deleted after two days",
        ["facts"] = "names of login endpoints",
        [DetectionControl.ModeTable] = "modes of rules",
        [DetectionControl.BaselineTable] = "numbers, steps and network hashes that were learned of many sessions",
        [NavigationHours.Table] = "counts by step and hour",
        [NavigationHours.ProgressTable] = "progress of a service",
        [InsightAlertStates.Table] = "figures and their thresholds",
        [ShareStore.Table] = "views that links show, without what opens them",
        [ExportStore.Table] = "downloads of exports, but not whose data they had",
        [ViewStore.Table] = "names and filters of views that select no person",
        ["digest-weeks"] = "progress of a service",
        ["recording-work"] = "progress of a service",
        ["insight-alert-hours"] = "progress of a service",
        [RetentionService.Table] = "progress of a service",
        [AlertBudget.Table] = "counts by rule, and hashes of outbox entries",
        [StoredWebhooks.Table] = "addresses of webhooks, with encrypted secrets",
        [EndpointStates.Table] = "whether webhooks answer",
        ["decision-news"] = "a version number",
        [ErasureStore.Table] = "erasures: the ids while one runs, then one-way marks",
        [ErasurePart.Table] = "the same of one partition, for a day",
    };
}
