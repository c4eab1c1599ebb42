namespace ServerSessions.Insights;

/// <summary>What nudges have changed, by assignment: whether a browser was in a holdout decides, not what its person saw or clicked.</summary>
public sealed record NudgeReport
{
    /// <summary>All nudges together against the global holdout, over browsers for which any nudge applied; null without declared nudges.</summary>
    public ExperimentReadout? All { get; init; }

    /// <summary>Each nudge against its own holdout, in the order of their declaration, over browsers for which it was chosen.</summary>
    public IReadOnlyList<NudgeEffect> Nudges { get; init; } = [];
}
