namespace ServerSessions.Insights;

/// <summary>Selects sessions behind a figure of a funnel.</summary>
public sealed record FunnelSessions
{
    /// <summary>Number of the step, from 1.</summary>
    public int Step { get; init; } = 1;

    /// <summary>True (the default): sessions that reached the step and no later one; false: all that reached it.</summary>
    public bool Left { get; init; } = true;

    /// <summary>Only sessions that left the step with this cause; null (the default) for all.</summary>
    public string? Cause { get; init; }

    /// <summary>True: only sessions with a recording; false: only those without; null (the default): both.</summary>
    public bool? Recorded { get; init; }

    /// <summary>Cursor: <see cref="Page{T}.Next"/> of the page before. Null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Page size, 1 to 500; 50 by default.</summary>
    public int Limit { get; init; } = 50;
}
