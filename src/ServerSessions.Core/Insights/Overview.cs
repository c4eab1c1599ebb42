namespace ServerSessions.Insights;

/// <summary>Figures of the closed sessions of people in a range of time. A session belongs to the hour of its start.</summary>
public sealed record Overview
{
    /// <summary>From (inclusive, whole hours, UTC).</summary>
    public required DateTimeOffset From { get; init; }
    /// <summary>To (exclusive, whole hours, UTC).</summary>
    public required DateTimeOffset To { get; init; }
    /// <summary>Number of closed sessions.</summary>
    public long Sessions { get; init; }
    /// <summary>Number of sessions that are open right now.</summary>
    public long Live { get; init; }
    /// <summary>Number of distinct signed-in users, estimated (standard error 3.3 %).</summary>
    public long Users { get; init; }
    /// <summary>Number of steps before collapsing.</summary>
    public long Steps { get; init; }
    /// <summary>Share of engaged sessions, 0 to 1; null when there are no sessions.</summary>
    public double? EngagedShare { get; init; }
    /// <summary>Share of sessions that are not engaged.</summary>
    public double? BounceShare { get; init; }
    /// <summary>Number of sessions of a single step.</summary>
    public long SingleStep { get; init; }
    /// <summary>Number of sessions of a single request that are counted here and are in no list, because there were too many.</summary>
    public long Unlisted { get; init; }
    /// <summary>Median duration in seconds, from a log-scaled histogram (error at most 5 %).</summary>
    public double? MedianDurationSeconds { get; init; }
    /// <summary>Steps by outcome.</summary>
    public IReadOnlyList<NamedCount> Outcomes { get; init; } = [];
    /// <summary>Sessions by class.</summary>
    public IReadOnlyList<NamedCount> Classes { get; init; } = [];
    /// <summary>Ten most frequent first steps.</summary>
    public IReadOnlyList<NamedCount> TopEntries { get; init; } = [];
    /// <summary>Ten most frequent last steps.</summary>
    public IReadOnlyList<NamedCount> TopExits { get; init; } = [];
    /// <summary>Ten most frequent steps.</summary>
    public IReadOnlyList<NamedCount> TopSteps { get; init; } = [];
    /// <summary>Sessions by what kind of page led to them: direct, own, search, social, mail, site.</summary>
    public IReadOnlyList<NamedCount> Referrers { get; init; } = [];
    /// <summary>Ten most frequent sources of campaigns, by sessions.</summary>
    public IReadOnlyList<NamedCount> TopSources { get; init; } = [];
    /// <summary>Ten most frequent campaigns, by sessions.</summary>
    public IReadOnlyList<NamedCount> TopCampaigns { get; init; } = [];
    /// <summary>Sessions by hour of start, oldest first; hours without sessions are 0.</summary>
    public IReadOnlyList<HourCount> Hours { get; init; } = [];
    /// <summary>Versions of the application that started in the range, oldest first; at most the newest 100.</summary>
    public IReadOnlyList<Release> Releases { get; init; } = [];
    /// <summary>
    /// Sessions of the range that are left out because of what their visitor is, by actor: crawler, agent, tool, attacker; empty when there are none.
    /// </summary>
    public IReadOnlyList<NamedCount> LeftOut { get; init; } = [];
    /// <summary>
    /// Figures of sessions that began before this time no longer change when what their visitor is becomes known later, because their journeys are not kept
    /// any more. Null when all of the range can still change.
    /// </summary>
    public DateTimeOffset? FrozenBefore { get; init; }
    /// <summary>Number of open alerts.</summary>
    public long OpenAlerts { get; init; }
}
