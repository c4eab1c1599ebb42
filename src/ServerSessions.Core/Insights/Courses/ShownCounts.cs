namespace ServerSessions.Insights.Courses;

/// <summary>Numbers of people at one module that may be shown; null for those that are withheld.</summary>
internal readonly record struct ShownCounts(int? Opened, int? Skipped, int? Stuck, int? HadTrouble);
