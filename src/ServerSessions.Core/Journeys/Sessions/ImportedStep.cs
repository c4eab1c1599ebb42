namespace ServerSessions.Journeys.Sessions;

/// <summary>A step imported from lines of steps. Times are microseconds.</summary>
/// <param name="Time">Start, since 1970.</param>
/// <param name="Name">Name of the step.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Parameters">Hash that distinguishes two requests of the step; 0 where it is not known.</param>
/// <param name="Server">Our own time.</param>
/// <param name="Dwell">Think time after it; −1: the gap to the next step.</param>
/// <param name="IsSeen">The dwell is visible time that a browser reported.</param>
/// <param name="Detail">What most steps have none of.</param>
internal readonly record struct ImportedStep(
    long Time, string Name, Outcome Outcome, ulong Parameters, long Server, long Dwell, bool IsSeen, ImportedDetail? Detail);
