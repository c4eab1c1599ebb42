namespace ServerSessions.Insights;

/// <summary>An hour or a day in figures.</summary>
public sealed record TrendPoint
{
    /// <summary>Start, in the time zone of the options.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Number of sessions that started in it.</summary>
    public long Sessions { get; init; }

    /// <summary>Number of steps of these sessions.</summary>
    public long Steps { get; init; }

    /// <summary>Number of engaged sessions.</summary>
    public long Engaged { get; init; }

    /// <summary>Number of sessions that reached a goal.</summary>
    public long Completed { get; init; }
}
