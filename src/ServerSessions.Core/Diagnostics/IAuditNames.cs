namespace ServerSessions.Diagnostics;

/// <summary>Names people in log lines.</summary>
internal interface IAuditNames
{
    /// <summary>Returns a keyed pseudonym of the name, always the same one; the given text when there is no name.</summary>
    string Of(string? name, string missing);
}
