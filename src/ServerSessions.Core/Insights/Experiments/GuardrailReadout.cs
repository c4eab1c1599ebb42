namespace ServerSessions.Insights;

/// <summary>A figure that must not get worse: given for every variant, compared with the control.</summary>
public sealed record GuardrailReadout
{
    /// <summary>"errorShare", "serverP95Ms" or "abandonment".</summary>
    public required string Name { get; init; }
    /// <summary>
    /// Share of steps that ended badly; 95th percentile of the server time in milliseconds (error at most 5 %); or share of sessions that left a flow.
    /// From the exposing step on.
    /// </summary>
    public double? Value { get; init; }
    /// <summary>
    /// Difference between the variant's and the control's share of units that met an error, a step slower than the control's 95th percentile, or left a
    /// flow: 0.1 for ten more in a hundred units.
    /// </summary>
    public double? Difference { get; init; }
    /// <summary>Lower end of its always-valid interval of 95 %.</summary>
    public double? Low { get; init; }
    /// <summary>Upper end of the interval.</summary>
    public double? High { get; init; }
    /// <summary>Whether the variant did harm, as far as the data shows.</summary>
    public GuardrailState State { get; init; }
}
