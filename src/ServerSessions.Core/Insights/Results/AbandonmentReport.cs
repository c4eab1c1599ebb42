namespace ServerSessions.Insights;

/// <summary>Flows and forms that people began and did not finish.</summary>
public sealed record AbandonmentReport : InsightReport
{
    /// <summary>Number of sessions in the report.</summary>
    public long Sessions { get; init; }

    /// <summary>Declared flows.</summary>
    public IReadOnlyList<FlowReport> Flows { get; init; } = [];

    /// <summary>Forms, most abandoned first.</summary>
    public IReadOnlyList<FormReport> Forms { get; init; } = [];
}
