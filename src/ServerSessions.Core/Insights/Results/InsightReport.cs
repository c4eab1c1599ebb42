using System.Text.Json.Serialization;

namespace ServerSessions.Insights;

/// <summary>Base of all insight reports.</summary>
public abstract record InsightReport
{
    /// <summary>Source of the figures; null for a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InsightScope? Scope { get; init; }
}
