namespace ServerSessions.Insights.Courses;

/// <summary>One module of a course, as one person took it.</summary>
internal sealed record ModuleProgress
{
    /// <summary>Name of the module.</summary>
    public required string Module { get; init; }

    public ModuleState State { get; init; }

    /// <summary>Number of visits.</summary>
    public long Visits { get; init; }

    /// <summary>Think time on it, in seconds. The last step of a session has none.</summary>
    public double Seconds { get; init; }

    /// <summary>The first visit; null when it was not opened.</summary>
    public DateTimeOffset? First { get; init; }

    /// <summary>The last visit; null when it was not opened.</summary>
    public DateTimeOffset? Last { get; init; }
}
