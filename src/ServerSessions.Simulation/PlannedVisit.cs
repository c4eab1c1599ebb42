using ServerSessions.Simulation.Scenarios;

namespace ServerSessions.Simulation;

internal sealed record PlannedVisit(int Number, IScenario Scenario, TimeSpan Begins, int Seed);
