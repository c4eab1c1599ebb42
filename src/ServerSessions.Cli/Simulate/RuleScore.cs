namespace ServerSessions.Cli.Simulate;

/// <summary>How well a rule found the attacks that it should find. Null where findings cannot be known from outside.</summary>
internal sealed record RuleScore
{
    public required string Id { get; init; }

    /// <summary>Visits that this rule should find.</summary>
    public int Attackers { get; init; }

    /// <summary>Number of those that the rule detected.</summary>
    public int? Detected { get; init; }

    /// <summary>Alerts of the rule.</summary>
    public int? Findings { get; init; }

    public int? TruePositives { get; init; }

    public int? FalsePositives { get; init; }

    /// <summary>1 when nothing was found.</summary>
    public double? Precision { get; init; }

    /// <summary>1 when there was nothing to find.</summary>
    public double? Recall { get; init; }

    /// <summary>From an attack's first deed to its finding; 0 when nothing was found.</summary>
    public double? TimeToDetectSecondsP50 { get; init; }
}
