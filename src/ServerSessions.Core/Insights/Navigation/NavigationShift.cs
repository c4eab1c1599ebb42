namespace ServerSessions.Insights;

/// <summary>One change on a route in an hour, with the numbers that prove it.</summary>
public sealed record NavigationShift
{
    /// <summary>Kind of the change.</summary>
    public required NavigationShiftKind Kind { get; init; }
    /// <summary>Number of sessions; for Errors, of those that ended badly.</summary>
    public double Value { get; init; }
    /// <summary>Usual number at this hour of the week.</summary>
    public double Expected { get; init; }
    /// <summary>Robust score of volume and errors; a change from 4 on.</summary>
    public double? Score { get; init; }
    /// <summary>P-value of the G-test of a row; a change below 0.001.</summary>
    public double? P { get; init; }
    /// <summary>Jensen–Shannon divergence of a row in bits; a change from 0.1 on.</summary>
    public double? Divergence { get; init; }
    /// <summary>The edges; for a row, the five that changed most.</summary>
    public IReadOnlyList<NavigationEdge> Edges { get; init; } = [];
}
