namespace ServerSessions.Insights;

/// <summary>Conversions of a variant's units after their exposure, compared with the control.</summary>
public sealed record MetricReadout
{
    /// <summary>The goal's step; "(any goal)" for all goals of the application together.</summary>
    public required string Goal { get; init; }
    /// <summary>Number of units that reached it in a later step than the exposing one; a failed attempt does not count.</summary>
    public long Conversions { get; init; }
    /// <summary>Conversions ÷ exposures; null without exposures.</summary>
    public double? Rate { get; init; }
    /// <summary>Whether control and variant have the 50 exposures and 5 conversions that a comparison needs.</summary>
    public bool IsEnough { get; init; }
    /// <summary>Relative lift: 0.1 for a rate a tenth above the control's. Null for the control, and while there is not enough data.</summary>
    public double? Lift { get; init; }
    /// <summary>Lower end of the lift's always-valid interval of 95 %; null with <see cref="Lift"/>.</summary>
    public double? Low { get; init; }
    /// <summary>Upper end of the lift's always-valid interval of 95 %; null with <see cref="Lift"/>.</summary>
    public double? High { get; init; }
    /// <summary>Probability that the true rate is above the control's, 0 to 1, from uniform priors; null for the control and without enough data.</summary>
    public double? ChanceToWin { get; init; }
    /// <summary>Always-valid p-value, 0 to 1; null with <see cref="Lift"/>.</summary>
    public double? P { get; init; }
    /// <summary>P-value after Holm's correction over all primary metrics and variants; null with <see cref="Lift"/>.</summary>
    public double? AdjustedP { get; init; }
    /// <summary>Whether the adjusted p-value is at most 0.05 and the sample ratio holds.</summary>
    public bool IsDecided { get; init; }
    /// <summary>Seconds from exposure to conversion, over the units that converted: median.</summary>
    public double? SecondsToConvertP50 { get; init; }
    /// <summary>Seconds from exposure to conversion: 90th percentile.</summary>
    public double? SecondsToConvertP90 { get; init; }
}
