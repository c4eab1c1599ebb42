namespace ServerSessions.Insights.Courses;

/// <summary>One course, as one person took it.</summary>
internal sealed record CourseProgress
{
    public required string Course { get; init; }

    /// <summary>Its modules in order.</summary>
    public required IReadOnlyList<ModuleProgress> Modules { get; init; }

    public int Opened => Modules.Count(m => m.State == ModuleState.Opened);

    public int Skipped => Modules.Count(m => m.State == ModuleState.Skipped);

    public double Seconds => Modules.Sum(m => m.Seconds);

    /// <summary>The first skipped module, else the first one that is ahead; null when all were opened.</summary>
    public string? Next => (Modules.FirstOrDefault(m => m.State == ModuleState.Skipped) ?? Modules.FirstOrDefault(m => m.State == ModuleState.Ahead))?.Module;
}
