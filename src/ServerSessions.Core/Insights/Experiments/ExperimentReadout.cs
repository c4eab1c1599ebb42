namespace ServerSessions;

/// <summary>What an experiment has shown so far. It may be looked at as often as one likes: its intervals allow for that.</summary>
public sealed record ExperimentReadout
{
    /// <summary>Its name.</summary>
    public required string Experiment { get; init; }
    /// <summary>Who counts once.</summary>
    public ExperimentUnit Unit { get; init; }
    /// <summary>Earliest start of a session that was looked at.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Latest start, exclusive.</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Closed sessions that were looked at.</summary>
    public long Sessions { get; init; }
    /// <summary>False when there were more sessions than are looked at, or more units than are kept: then older ones are missing.</summary>
    public bool IsComplete { get; init; } = true;
    /// <summary>Whether the figures can be read at all, and if not, why not.</summary>
    public ExperimentState State { get; init; }
    /// <summary>The state in a sentence.</summary>
    public required string Message { get; init; }
    /// <summary>Units that saw one variant and no other.</summary>
    public long Exposed { get; init; }
    /// <summary>Units that saw several variants; they are in no other figure.</summary>
    public long Crossed { get; init; }
    /// <summary>Whether the variants have as many units as their weights say.</summary>
    public required SampleRatioCheck SampleRatio { get; init; }
    /// <summary>The variants as declared; the first is the control.</summary>
    public IReadOnlyList<VariantReadout> Variants { get; init; } = [];
}
