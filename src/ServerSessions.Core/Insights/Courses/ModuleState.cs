namespace ServerSessions.Insights.Courses;

/// <summary>How a module of a course stands for one person.</summary>
internal enum ModuleState : byte
{
    /// <summary>It was opened.</summary>
    Opened,
    /// <summary>It was not opened, though a later one was.</summary>
    Skipped,
    /// <summary>Neither it nor a later one was opened.</summary>
    Ahead,
}
