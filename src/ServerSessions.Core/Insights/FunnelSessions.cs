namespace ServerSessions;

/// <summary>Which sessions behind a funnel's figures.</summary>
public sealed record FunnelSessions
{
    /// <summary>Number of the step, from 1.</summary>
    public int Step { get; init; } = 1;

    /// <summary>True (the default): sessions that reached it and went no further; false: all that reached it.</summary>
    public bool Left { get; init; } = true;

    /// <summary>Only those that left it with this cause.</summary>
    public string? Cause { get; init; }

    /// <summary><see cref="Page{T}.Next"/> of the page before.</summary>
    public string? After { get; init; }

    /// <summary>Page size, 1 to 500; 50 by default.</summary>
    public int Limit { get; init; } = 50;
}
