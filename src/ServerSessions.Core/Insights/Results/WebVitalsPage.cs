namespace ServerSessions.Insights;

/// <summary>Web vitals of a step's page.</summary>
public sealed record WebVitalsPage
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Number of sessions with web vitals of the page, of at least five people.</summary>
    public long Sessions { get; init; }

    /// <summary>Share of those that were completed, 0 to 1.</summary>
    public double CompletedShare { get; init; }

    /// <summary>At 75 % of all of them.</summary>
    public WebVitalsFigures All { get; init; } = new();

    /// <summary>At 75 % of those that were completed; null of fewer than five people.</summary>
    public WebVitalsFigures? Completed { get; init; }

    /// <summary>At 75 % of the others; null of fewer than five people.</summary>
    public WebVitalsFigures? NotCompleted { get; init; }
}
