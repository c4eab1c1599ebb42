namespace ServerSessions.Simulation.Shop.History;

/// <summary>How much history is invented.</summary>
/// <param name="Visits">Visits of ordinary people.</param>
internal sealed record DemoHistorySize(int Visits);
