namespace ServerSessions;

/// <summary>The severity of a finding.</summary>
public enum Severity : byte
{
    /// <summary>For information; 0 points of risk.</summary>
    Info,
    /// <summary>5 points.</summary>
    Low,
    /// <summary>20 points.</summary>
    Medium,
    /// <summary>50 points; needs two independent signals.</summary>
    High,
}
