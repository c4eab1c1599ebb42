namespace ServerSessions.Insights;

/// <summary>Which features and endpoints people use.</summary>
public sealed record AdoptionReport : InsightReport
{
    /// <summary>Number of signed-in users with a session in the range.</summary>
    public long Users { get; init; }

    /// <summary>The day for which the states hold: the last day of the range, such as "2026-11-22".</summary>
    public string AsOf { get; init; } = "";

    /// <summary>Features by name.</summary>
    public IReadOnlyList<FeatureAdoption> Features { get; init; } = [];

    /// <summary>Features without any use.</summary>
    public IReadOnlyList<string> NeverUsed { get; init; } = [];

    /// <summary>Endpoints of the application without any call; empty where the endpoint table is unknown.</summary>
    public IReadOnlyList<string> NeverCalled { get; init; } = [];

    /// <summary>Steps that people tried and were refused, most users first.</summary>
    public IReadOnlyList<DeniedStep> Denied { get; init; } = [];
}
