namespace ServerSessions;

/// <summary>A figure that must not get worse; told for every variant, judged against the control.</summary>
public sealed record GuardrailReadout
{
    /// <summary>"errorShare", "serverP95Ms" or "abandonment".</summary>
    public required string Name { get; init; }
    /// <summary>Share of steps that ended badly; 95th percentile of our own time in milliseconds (error at most 5 %); share of sessions that left a flow. From the exposing step on.</summary>
    public double? Value { get; init; }
    /// <summary>
    /// How much more of the variant's units than of the control's met an error, a step slower than the control's 95th percentile, or left a
    /// flow: 0.1 for ten units more of a hundred.
    /// </summary>
    public double? Difference { get; init; }
    /// <summary>Lower end of its always-valid interval of 95 %.</summary>
    public double? Low { get; init; }
    /// <summary>Upper end.</summary>
    public double? High { get; init; }
    /// <summary>Whether it got worse.</summary>
    public GuardrailState State { get; init; }
}
