namespace ServerSessions.Reports;

/// <summary>One day of a replay.</summary>
/// <param name="Day">The day (UTC).</param>
/// <param name="Journeys">Number of replayed journeys that started on it.</param>
/// <param name="Fired">Number of findings that were completed on it.</param>
public sealed record ReplayDay(DateOnly Day, int Journeys, int Fired);
