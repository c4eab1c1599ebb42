namespace ServerSessions;

/// <summary>What a guardrail says of a variant.</summary>
public enum GuardrailState
{
    /// <summary>Fewer than 50 units, or fewer than 5 of them concerned.</summary>
    NotEnoughData,
    /// <summary>No worse than chance explains.</summary>
    Ok,
    /// <summary>Worse than the control: the whole interval lies above 0.</summary>
    Harmed,
}
