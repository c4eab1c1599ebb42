namespace ServerSessions;

/// <summary>One variant's figures.</summary>
public sealed record VariantReadout
{
    /// <summary>Its name.</summary>
    public required string Variant { get; init; }
    /// <summary>Its share as declared, 0 to 1.</summary>
    public double Share { get; init; }
    /// <summary>Units that saw it and no other.</summary>
    public long Exposures { get; init; }
    /// <summary>Primary metrics, one a goal.</summary>
    public IReadOnlyList<MetricReadout> Metrics { get; init; } = [];
    /// <summary>Friction score from the exposing step on, in points a unit.</summary>
    public double? FrictionMean { get; init; }
    /// <summary>What must not get worse.</summary>
    public IReadOnlyList<GuardrailReadout> Guardrails { get; init; } = [];
}
