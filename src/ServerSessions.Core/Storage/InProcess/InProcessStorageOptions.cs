namespace ServerSessions.Storage.InProcess;

/// <summary>Limits of the in-process storage.</summary>
/// <param name="Partitions">Number of partitions, 1 to 4096.</param>
/// <param name="MaxJourneys">Maximum number of closed journeys, all partitions together; older ones are removed and counted.</param>
/// <param name="MaxBacklog">Maximum number of entries that wait in a partition's log; above it, appends return Busy.</param>
internal sealed record InProcessStorageOptions(int Partitions = 16, int MaxJourneys = 50_000, long MaxBacklog = 100_000);
