namespace ServerSessions;

/// <summary>What people began and did not finish.</summary>
public sealed record AbandonmentReport : InsightReport
{
    /// <summary>Sessions looked at.</summary>
    public long Sessions { get; init; }

    /// <summary>Declared flows.</summary>
    public IReadOnlyList<FlowReport> Flows { get; init; } = [];

    /// <summary>Forms, most abandoned first.</summary>
    public IReadOnlyList<FormReport> Forms { get; init; } = [];
}
