namespace ServerSessions.Reports;

/// <summary>Selects alerts to list, newest first.</summary>
public sealed record AlertQuery
{
    /// <summary>State of the alert, as people have set it.</summary>
    public AlertState? State { get; init; }
    /// <summary>Minimum severity; null (the default) for all.</summary>
    public Severity? Severity { get; init; }
    /// <summary>Id of the rule, such as "D1"; null (the default) for all.</summary>
    public string? Rule { get; init; }
    /// <summary>Cursor: <see cref="Page{T}.Next"/> of the page before. Null for the first page.</summary>
    public string? After { get; init; }
    /// <summary>Page size, 1 to 500; 50 by default.</summary>
    public int Limit { get; init; } = 50;
}
