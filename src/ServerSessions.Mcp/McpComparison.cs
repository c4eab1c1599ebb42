using ServerSessions.Alerts;
using ServerSessions.Insights;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Mcp;

/// <summary>Two stretches of time side by side.</summary>
internal sealed record McpComparison
{
    public required DateTimeOffset BeforeFrom { get; init; }

    public required DateTimeOffset BeforeTo { get; init; }

    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset To { get; init; }

    public required long SessionsBefore { get; init; }

    public required long Sessions { get; init; }

    /// <summary>What differs by more than chance, clearest first, with what changed most at the same time.</summary>
    public required IReadOnlyList<McpChange> Changes { get; init; }

    /// <summary>Versions of the application that started in the range: a possible cause.</summary>
    public required IReadOnlyList<Release> Releases { get; init; }

    public required IReadOnlyList<McpFunnelPair> Funnels { get; init; }

    public static McpComparison Of(PeriodComparison comparison, InsightRange before, InsightRange after, AdminPages pages) => new()
    {
        BeforeFrom = before.From,
        BeforeTo = before.To,
        From = after.From,
        To = after.To,
        SessionsBefore = comparison.Before.Overview.Sessions,
        Sessions = comparison.After.Overview.Sessions,
        Changes = [.. comparison.Changes.Select(c => new McpChange(c.Figure, c.Of, c.Before, c.After, c.Relative, c.Cause, pages.Link(c.Page)))],
        Releases = comparison.After.Overview.Releases,
        Funnels = [.. comparison.After.Funnels.Select(f => new McpFunnelPair(f.Name, comparison.Before.Funnels.First(b => b.Name == f.Name).Report.Steps, f.Report.Steps))],
    };
}

internal sealed record McpChange(string Figure, string? Of, double Before, double After, double? Relative, string? ChangedWith, string? Page);

internal sealed record McpFunnelPair(string Name, IReadOnlyList<FunnelStep> Before, IReadOnlyList<FunnelStep> After);
