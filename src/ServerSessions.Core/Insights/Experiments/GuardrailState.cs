namespace ServerSessions.Insights;

/// <summary>State of a guardrail for a variant.</summary>
public enum GuardrailState
{
    /// <summary>Not enough data: fewer than 50 units, or fewer than 5 of them affected.</summary>
    NotEnoughData,
    /// <summary>No worse than chance explains.</summary>
    Ok,
    /// <summary>Worse than the control: the whole interval lies above 0.</summary>
    Harmed,
}
