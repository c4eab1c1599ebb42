namespace ServerSessions.Reports.Personal;

/// <summary>What a goal of a person counts in a week.</summary>
internal enum PersonGoalKind : byte
{
    /// <summary>Different modules of a course, or of all courses.</summary>
    Modules,
    /// <summary>Minutes in an area, or in all.</summary>
    Minutes,
    /// <summary>Days with a session.</summary>
    Days,
}
