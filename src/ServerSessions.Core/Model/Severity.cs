namespace ServerSessions;

/// <summary>How much a finding matters.</summary>
public enum Severity : byte
{
    /// <summary>Worth knowing; 0 points of risk.</summary>
    Info,
    /// <summary>5 points.</summary>
    Low,
    /// <summary>20 points.</summary>
    Medium,
    /// <summary>50 points; needs two independent signals.</summary>
    High,
}
