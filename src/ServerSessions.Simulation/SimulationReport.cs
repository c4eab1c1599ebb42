namespace ServerSessions.Simulation;

/// <summary>What was simulated, with the truth about every client.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Visitors">Visits that began.</param>
/// <param name="Requests">Requests sent.</param>
/// <param name="Errors">Answers and failures that no script foresaw.</param>
/// <param name="CutOff">Visits that the end of the simulation cut off.</param>
/// <param name="Surprises">The first hundred errors in words.</param>
/// <param name="Labels">The truth, one line a client and address.</param>
/// <param name="Elapsed">Time from the first visit to the end, in the simulation's time.</param>
public sealed record SimulationReport(
    int Seed, int Visitors, long Requests, long Errors, long CutOff, IReadOnlyList<string> Surprises, IReadOnlyList<VisitorLabel> Labels, TimeSpan Elapsed);
