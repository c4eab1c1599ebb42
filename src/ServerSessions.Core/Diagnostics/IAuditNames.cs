namespace ServerSessions.Diagnostics;

/// <summary>What a log line calls a person by.</summary>
internal interface IAuditNames
{
    /// <summary>A keyed pseudonym of the name, the same each time; the word given where there is no name.</summary>
    string Of(string? name, string nobody);
}
