namespace ServerSessions.Simulation;

/// <summary>The truth about one client that sent requests: its identity and its intention.</summary>
/// <param name="Visit">Number of the visit in the simulation, from 0.</param>
/// <param name="Scenario">The scenario's name, "credential-stuffing".</param>
/// <param name="Honest">False for attackers.</param>
/// <param name="ExpectedRule">The rule that should find it, "D1"; null for honest visitors.</param>
/// <param name="Address">Its address; a client with several addresses has a label for each.</param>
/// <param name="UserAgent">Its User-Agent header; empty when it sent none.</param>
/// <param name="Account">The account with which it signs in; null for none.</param>
/// <param name="Since">Time of its first request.</param>
public sealed record VisitorLabel(
    int Visit, string Scenario, bool Honest, string? ExpectedRule, string Address, string UserAgent, string? Account, DateTimeOffset Since);
