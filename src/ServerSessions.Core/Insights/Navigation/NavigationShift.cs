namespace ServerSessions;

/// <summary>One thing that has changed on a route in an hour, with the numbers that decided.</summary>
public sealed record NavigationShift
{
    /// <summary>What.</summary>
    public required NavigationShiftKind Kind { get; init; }
    /// <summary>Sessions, or of Errors those that it ended badly for.</summary>
    public double Value { get; init; }
    /// <summary>What is usual at this hour of the week.</summary>
    public double Expected { get; init; }
    /// <summary>Robust score of volume and errors; it counts from 4.</summary>
    public double? Score { get; init; }
    /// <summary>P-value of the G-test of a row; it counts below 0.001.</summary>
    public double? P { get; init; }
    /// <summary>Jensen–Shannon divergence of a row in bits; it counts from 0.1.</summary>
    public double? Divergence { get; init; }
    /// <summary>The edges, of a row the five that changed most.</summary>
    public IReadOnlyList<NavigationEdge> Edges { get; init; } = [];
}
