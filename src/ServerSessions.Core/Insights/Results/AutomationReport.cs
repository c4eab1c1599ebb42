namespace ServerSessions.Insights;

/// <summary>Crawlers, AI agents and tools, and what they read. Attackers are not among them; their alerts say more.</summary>
public sealed record AutomationReport : InsightReport
{
    /// <summary>Number of their sessions.</summary>
    public long Sessions { get; init; }

    /// <summary>By name, those with the most requests first; at most 200.</summary>
    public IReadOnlyList<MachineReport> Machines { get; init; } = [];

    /// <summary>Number of machines that are not listed, because there are more.</summary>
    public int Other { get; init; }
}
