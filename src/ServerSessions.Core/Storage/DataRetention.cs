namespace ServerSessions.Storage;

/// <summary>How long a storage keeps data.</summary>
/// <param name="Journeys">Time for which a closed journey is kept; null where the process keeps a number of them and forgets all at its exit.</param>
/// <param name="Figures">Time for which figures of hours and days are kept; null where they end with the process.</param>
internal sealed record DataRetention(TimeSpan? Journeys, TimeSpan? Figures);
