namespace ServerSessions.Insights.Courses;

/// <summary>Numbers of people at one module, before small groups are withheld.</summary>
/// <param name="Opened">Opened it.</param>
/// <param name="Skipped">Opened a later one and not this one.</param>
/// <param name="Furthest">Opened it and no later one.</param>
/// <param name="Stuck">Those of them who have not come back.</param>
/// <param name="HadTrouble">Those who opened it and had trouble.</param>
internal readonly record struct ModuleCounts(int Opened, int Skipped, int Furthest, int Stuck, int HadTrouble);
