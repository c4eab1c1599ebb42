namespace ServerSessions;

/// <summary>
/// Insights for code inside the application; the admin endpoints answer from the same. What every figure means: docs/insights.md.
/// Every call throws <see cref="ArgumentException"/> where its query cannot be used: a stretch that ends before it begins or is longer
/// than 400 days, a rollup where only journeys know, a funnel with a fault.
/// </summary>
public interface ISessionInsights
{
    /// <summary>The funnels that the application declares.</summary>
    IReadOnlyList<FunnelDefinition> Funnels { get; }

    /// <summary>A funnel, declared or made up on the spot.</summary>
    /// <param name="funnel">The funnel.</param>
    /// <param name="query">Over which sessions.</param>
    /// <param name="breakdown">Also apart for each value of this: user, new, browser, device, entry, class, country or referrer.</param>
    /// <param name="cancellation">Ends it.</param>
    ValueTask<FunnelReport> FunnelAsync(FunnelDefinition funnel, InsightQuery? query = null, string? breakdown = null, CancellationToken cancellation = default);

    /// <summary>The sessions behind a figure of a funnel; of users, their sessions each by itself.</summary>
    ValueTask<Page<SessionSummary>> FunnelSessionsAsync(FunnelDefinition funnel, FunnelSessions which, InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Ways through the application.</summary>
    ValueTask<PathReport> PathsAsync(PathQuery? path = null, InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Where people hesitate, go back, try again and give up.</summary>
    ValueTask<FrictionReport> FrictionAsync(InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Flows and forms that were begun and not finished.</summary>
    ValueTask<AbandonmentReport> AbandonmentAsync(InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Which features are found and kept, and what was possible and never done.</summary>
    ValueTask<AdoptionReport> AdoptionAsync(InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Who came back.</summary>
    ValueTask<RetentionReport> RetentionAsync(RetentionQuery? retention = null, InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Figures by hour, day and hour of the week, against the stretch before.</summary>
    ValueTask<TrendReport> TrendsAsync(InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>What an experiment has shown, by default over all that is kept; null when no experiment of this name is declared.</summary>
    ValueTask<ExperimentReadout?> ExperimentAsync(string name, InsightQuery? query = null, CancellationToken cancellation = default);

    /// <summary>Where people moved differently than at the same hour of other weeks; by default in the last 24 hours, at most in 13 weeks.</summary>
    ValueTask<NavigationReport> NavigationAsync(DateTimeOffset? from = null, DateTimeOffset? to = null, CancellationToken cancellation = default);

    /// <summary>Think time apart from our own time, and how completion falls as ours grows.</summary>
    ValueTask<LatencyReport> LatencyAsync(InsightQuery? query = null, CancellationToken cancellation = default);
}
