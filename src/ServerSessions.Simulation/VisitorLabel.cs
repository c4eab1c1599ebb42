namespace ServerSessions.Simulation;

/// <summary>The truth about one client that sent requests: who it was, and what it meant.</summary>
/// <param name="Visit">Number of the visit in the simulation, from 0.</param>
/// <param name="Scenario">The scenario's name, "credential-stuffing".</param>
/// <param name="Honest">False for attackers.</param>
/// <param name="ExpectedRule">The rule that should find it, "D1"; null for honest visitors.</param>
/// <param name="Address">The address that it came from; a client that moves has a label for each.</param>
/// <param name="UserAgent">Its User-Agent header; empty when it sent none.</param>
/// <param name="Account">The account it signs in as, where it does.</param>
/// <param name="Since">Its first moment.</param>
public sealed record VisitorLabel(
    int Visit, string Scenario, bool Honest, string? ExpectedRule, string Address, string UserAgent, string? Account, DateTimeOffset Since);
