namespace ServerSessions;

/// <summary>Whether an experiment's figures can be read.</summary>
public enum ExperimentState
{
    /// <summary>Not enough data: fewer than 50 units or 5 conversions in a variant for every metric.</summary>
    NotEnoughData,
    /// <summary>The variants do not have the shares that they should have: find out why before reading anything.</summary>
    RatioMismatch,
    /// <summary>There are figures, and no metric is decided.</summary>
    Running,
    /// <summary>At least one metric differs from the control's beyond chance.</summary>
    Decided,
}
