namespace ServerSessions.Insights;

/// <summary>State of an experiment.</summary>
public enum ExperimentState
{
    /// <summary>Not enough data: fewer than 50 units or 5 conversions in a variant for every metric.</summary>
    NotEnoughData,
    /// <summary>The variants do not have their declared shares. Find the cause first: the figures are not valid.</summary>
    RatioMismatch,
    /// <summary>There is enough data, and no metric is decided.</summary>
    Running,
    /// <summary>At least one metric differs from the control's beyond chance.</summary>
    Decided,
}
