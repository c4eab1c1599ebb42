namespace ServerSessions.Insights;

/// <summary>The results of an experiment so far. They can be read any number of times: the intervals allow for it.</summary>
public sealed record ExperimentReadout
{
    /// <summary>Name of the experiment.</summary>
    public required string Experiment { get; init; }
    /// <summary>The unit that counts once.</summary>
    public ExperimentUnit Unit { get; init; }
    /// <summary>Earliest start of the sessions in the results.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Latest start, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Number of closed sessions in the results.</summary>
    public long Sessions { get; init; }
    /// <summary>Whether all sessions are in the results. False when there were more sessions or units than one answer covers; older ones are then missing.</summary>
    public bool IsComplete { get; init; } = true;
    /// <summary>State of the experiment: whether its figures are valid.</summary>
    public ExperimentState State { get; init; }
    /// <summary>The state in one sentence.</summary>
    public required string Message { get; init; }
    /// <summary>Number of units that saw one variant and no other.</summary>
    public long Exposed { get; init; }
    /// <summary>Number of units that saw several variants; they are in no other figure.</summary>
    public long Crossed { get; init; }
    /// <summary>
    /// Units that saw a variant and were known before their first exposure to be no person, by actor: crawler, agent, tool, attacker. They are in no other
    /// figure. What becomes known after the exposure excludes no unit, because the variant may be its cause.
    /// </summary>
    public IReadOnlyList<NamedCount> LeftOut { get; init; } = [];
    /// <summary>Test whether the variants have as many units as their weights require.</summary>
    public required SampleRatioCheck SampleRatio { get; init; }
    /// <summary>The variants as declared; the first is the control.</summary>
    public IReadOnlyList<VariantReadout> Variants { get; init; } = [];
}
