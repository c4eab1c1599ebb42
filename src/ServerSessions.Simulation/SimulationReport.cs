namespace ServerSessions.Simulation;

/// <summary>The result of a simulation, with the truth about every client.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Visitors">Number of visits that started.</param>
/// <param name="Requests">Number of requests sent.</param>
/// <param name="Errors">Number of answers and failures that the scripts do not expect.</param>
/// <param name="CutOff">Number of visits that the end of the simulation cut off.</param>
/// <param name="Surprises">Texts of the first hundred errors.</param>
/// <param name="Labels">The truth: one entry for each client and address.</param>
/// <param name="Elapsed">Time from the first visit to the end, in the simulation's time.</param>
public sealed record SimulationReport(
    int Seed, int Visitors, long Requests, long Errors, long CutOff, IReadOnlyList<string> Surprises, IReadOnlyList<VisitorLabel> Labels, TimeSpan Elapsed);
