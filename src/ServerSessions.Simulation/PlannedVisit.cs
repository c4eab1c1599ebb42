using ServerSessions.Simulation.Visiting;

namespace ServerSessions.Simulation;

internal sealed record PlannedVisit(int Number, IScenario Scenario, TimeSpan Begins, int Seed);
