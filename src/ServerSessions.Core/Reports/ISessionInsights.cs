using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>
/// Insights for code inside the application; the admin API uses the same service. docs/insights.md has the meaning of every figure. Every call throws
/// <see cref="ArgumentException"/> when its query is invalid: a range that ends before it begins or exceeds 400 days, rollups for a question that only
/// journeys can answer, or an invalid funnel.
/// </summary>
public interface ISessionInsights
{
    /// <summary>Returns the funnels that the application declares.</summary>
    IReadOnlyList<FunnelDefinition> Funnels { get; }

    /// <summary>Evaluates a funnel, declared or ad hoc.</summary>
    /// <param name="funnel">The funnel.</param>
    /// <param name="query">Selects the sessions.</param>
    /// <param name="breakdown">
    /// Key by which the funnel is also broken down: user, new, browser, device, entry, class, country, referrer, campaign, medium or source. Null (the default) for none.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<FunnelReport> FunnelAsync(FunnelDefinition funnel, InsightQuery? query = null, string? breakdown = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the sessions behind a figure of a funnel; for users, their single sessions.</summary>
    /// <exception cref="InvalidOperationException">The profile is <see cref="TrackingProfile.AudienceOnly"/>.</exception>
    ValueTask<Page<SessionSummary>> FunnelSessionsAsync(FunnelDefinition funnel, FunnelSessions which, InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports transitions between steps.</summary>
    ValueTask<PathReport> PathsAsync(PathQuery? path = null, InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports where people hesitate, go back, try again and give up.</summary>
    ValueTask<FrictionReport> FrictionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports flows and forms that were begun and not finished.</summary>
    ValueTask<AbandonmentReport> AbandonmentAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports which features people find and keep using, and which are never used.</summary>
    ValueTask<AdoptionReport> AdoptionAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Retention: how many people came back.</summary>
    ValueTask<RetentionReport> RetentionAsync(RetentionQuery? retention = null, InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports figures by hour, day and hour of the week, compared with the range before.</summary>
    ValueTask<TrendReport> TrendsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the results of an experiment, by default over all stored journeys; null when no experiment of this name is declared.</summary>
    ValueTask<ExperimentReadout?> ExperimentAsync(string name, InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Returns the results of all declared experiments, in the order of their declaration.</summary>
    ValueTask<IReadOnlyList<ExperimentReadout>> ExperimentsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports what each nudge has changed against its holdout, by default over all stored journeys.</summary>
    ValueTask<NudgeReport> NudgesAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports where people moved differently than at the same hour of other weeks; by default in the last 24 hours, at most in 13 weeks.</summary>
    ValueTask<NavigationReport> NavigationAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports crawlers, AI agents and tools, and what they read. The segment's <c>actor</c> can select one of them; without it, all are reported.
    /// </summary>
    ValueTask<AutomationReport> AutomationAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports goals: how often and by how many sessions each was reached, and what it was worth.</summary>
    ValueTask<GoalReport> GoalsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of the application that started in a range, newest first, at most 100.</summary>
    /// <param name="from">Start of the range, inclusive; null (the default) for all.</param>
    /// <param name="to">End of the range, exclusive; null (the default) for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<Release>> ReleasesAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellationToken = default);

    /// <summary>Compares the figures before and after a release; null when no such version has started.</summary>
    /// <param name="version">The version.</param>
    /// <param name="days">Days before and after it, 1 to 90; 7 by default.</param>
    /// <param name="segment">The sessions; by default those of persons.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ReleaseReport?> ReleaseAsync(string version, int days = 7, Segment? segment = null, CancellationToken cancellationToken = default);

    /// <summary>Reports what browsers report of pages: visible time, scrolling, clicks and errors. Empty without the beacon.</summary>
    ValueTask<EngagementReport> EngagementAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports web vitals by page beside completion; pages that fewer than five people loaded are left out. Empty without <c>Beacon.WebVitals</c>.</summary>
    ValueTask<WebVitalsReport> WebVitalsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports where the page of a step was clicked, by element and cell. Clicks of people are kept by the hour for 90 days; those of another segment are counted over the
    /// journeys that are kept. Empty without the beacon.
    /// </summary>
    /// <param name="clicks">The step and device; null (the default) for the step with the most sessions, on all devices.</param>
    /// <param name="query">Selects the sessions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<ClickReport> ClicksAsync(ClickQuery? clicks = null, InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reports form fields: where people stop, try again and spend their time. Fields of people are kept by the day (UTC) for 90 days; those of another segment are counted
    /// over the journeys that are kept. Empty without the beacon.
    /// </summary>
    /// <param name="query">Selects the sessions.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<FieldReport> FieldsAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Reports server time compared with think time, and completion by server time.</summary>
    ValueTask<LatencyReport> LatencyAsync(InsightQuery? query = null, CancellationToken cancellationToken = default);
}
