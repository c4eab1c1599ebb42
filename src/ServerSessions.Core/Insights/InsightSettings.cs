namespace ServerSessions.Insights;

/// <summary>What insights take from the options and from the endpoint table.</summary>
internal sealed record InsightSettings
{
    public static InsightSettings Default { get; } = new();

    public IReadOnlyList<Flow> Flows { get; init; } = [];

    /// <summary>Funnels with a name, counted as journeys close.</summary>
    public IReadOnlyList<FunnelDefinition> Funnels { get; init; } = [];

    /// <summary>Declared experiments.</summary>
    public IReadOnlyList<Experiment> Experiments { get; init; } = [];

    /// <summary>Steps that complete a journey.</summary>
    public IReadOnlyCollection<string> Goals { get; init; } = [];

    /// <summary>Features by the names of their steps.</summary>
    public FeatureMap Features { get; init; } = FeatureMap.Empty;

    /// <summary>Whose days and weeks they are.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Calendar days since 1970-01-01 of a time in this zone.</summary>
    public int Day(DateTimeOffset time) => Calendar.Day(time, Zone);
}
