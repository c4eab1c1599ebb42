namespace ServerSessions;

/// <summary>What was possible, and what people made of it.</summary>
public sealed record AdoptionReport : InsightReport
{
    /// <summary>Signed-in users who were active.</summary>
    public long Users { get; init; }

    /// <summary>The day that the states are told for: the last one looked at, "2026-11-22".</summary>
    public string AsOf { get; init; } = "";

    /// <summary>Features by name.</summary>
    public IReadOnlyList<FeatureAdoption> Features { get; init; } = [];

    /// <summary>Features that nobody used.</summary>
    public IReadOnlyList<string> NeverUsed { get; init; } = [];

    /// <summary>Endpoints of the application that nobody called; empty where the endpoint table is not known.</summary>
    public IReadOnlyList<string> NeverCalled { get; init; } = [];

    /// <summary>What people tried and were refused, most users first.</summary>
    public IReadOnlyList<DeniedStep> Denied { get; init; } = [];
}
