namespace ServerSessions.Reports.Personal;

/// <summary>A session in a person's history.</summary>
internal sealed record PersonVisit
{
    public required string Id { get; init; }
    public required DateTimeOffset Start { get; init; }
    public required DateTimeOffset End { get; init; }
    /// <summary>Whether it is still open.</summary>
    public bool IsOpen { get; init; }
    /// <summary>The client in words.</summary>
    public string? Client { get; init; }
    public string? Country { get; init; }
    /// <summary>Number of steps.</summary>
    public int Steps { get; init; }
    /// <summary>Areas in the order of their first step.</summary>
    public IReadOnlyList<string> Areas { get; init; } = [];
    /// <summary>The first step.</summary>
    public string? First { get; init; }
    /// <summary>The last step.</summary>
    public string? Last { get; init; }
}
