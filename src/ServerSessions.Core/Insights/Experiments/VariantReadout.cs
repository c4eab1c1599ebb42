namespace ServerSessions.Insights;

/// <summary>One variant's figures.</summary>
public sealed record VariantReadout
{
    /// <summary>Name of the variant.</summary>
    public required string Variant { get; init; }
    /// <summary>Declared share of the variant, 0 to 1.</summary>
    public double Share { get; init; }
    /// <summary>Number of units that saw this variant and no other.</summary>
    public long Exposures { get; init; }
    /// <summary>Primary metrics, one per goal.</summary>
    public IReadOnlyList<MetricReadout> Metrics { get; init; } = [];
    /// <summary>Friction score from the exposing step on, in points per unit.</summary>
    public double? FrictionMean { get; init; }
    /// <summary>Figures that must not get worse.</summary>
    public IReadOnlyList<GuardrailReadout> Guardrails { get; init; } = [];
}
