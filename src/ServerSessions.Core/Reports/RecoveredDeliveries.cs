namespace ServerSessions.Reports;

/// <param name="Recovered">How many deliveries are sent again.</param>
internal sealed record RecoveredDeliveries(int Recovered);
