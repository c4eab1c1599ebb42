namespace ServerSessions;

/// <summary>Which alerts to list, newest first.</summary>
public sealed record AlertQuery
{
    /// <summary>State of the alert, as people have set it.</summary>
    public AlertState? State { get; init; }
    /// <summary>Least severity.</summary>
    public Severity? Severity { get; init; }
    /// <summary>Id of the rule, "D1".</summary>
    public string? Rule { get; init; }
    /// <summary><see cref="Page{T}.Next"/> of the page before.</summary>
    public string? After { get; init; }
    /// <summary>Page size, 1 to 500; 50 by default.</summary>
    public int Limit { get; init; } = 50;
}
