using System.Text.Json.Serialization;

namespace ServerSessions;

/// <summary>What all insights say about themselves.</summary>
public abstract record InsightReport
{
    /// <summary>What it was told from; null over a file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InsightScope? Scope { get; init; }
}
