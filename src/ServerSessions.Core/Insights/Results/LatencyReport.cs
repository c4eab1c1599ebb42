namespace ServerSessions.Insights;

/// <summary>Server time compared with think time, and completion by server time.</summary>
public sealed record LatencyReport : InsightReport
{
    /// <summary>Number of sessions in the report.</summary>
    public long Sessions { get; init; }

    /// <summary>Server time ÷ (server time + think time) over all journeys; null when neither was measured.</summary>
    public double? Share { get; init; }

    /// <summary>Steps, those with the most server time first; at most 200.</summary>
    public IReadOnlyList<LatencyStep> Steps { get; init; } = [];

    /// <summary>Sessions by the mean server time of their steps.</summary>
    public IReadOnlyList<LatencyBand> Bands { get; init; } = [];
}
