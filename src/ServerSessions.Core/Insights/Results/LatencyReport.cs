namespace ServerSessions;

/// <summary>Think time apart from our time: what part of a journey is our own slowness, and how completion falls as it grows.</summary>
public sealed record LatencyReport : InsightReport
{
    /// <summary>Sessions looked at.</summary>
    public long Sessions { get; init; }

    /// <summary>Our time ÷ (our time + think time) over all journeys; null when neither was measured.</summary>
    public double? Share { get; init; }

    /// <summary>Steps, the most of our time first; at most 200.</summary>
    public IReadOnlyList<LatencyStep> Steps { get; init; } = [];

    /// <summary>Sessions by the mean server time of their steps.</summary>
    public IReadOnlyList<LatencyBand> Bands { get; init; } = [];
}
