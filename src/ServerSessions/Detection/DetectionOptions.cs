namespace ServerSessions;

/// <summary>Rules, their modes and thresholds.</summary>
public sealed class DetectionOptions
{
    /// <summary>Modes that differ from the rule's own, by rule id.</summary>
    public IDictionary<string, DetectionMode> Modes { get; } = new Dictionary<string, DetectionMode>(StringComparer.OrdinalIgnoreCase);
}
