namespace ServerSessions.Storage.InProcess;

/// <summary>How much the storage inside the process may hold.</summary>
/// <param name="Partitions">Number of partitions, 1 to 4096.</param>
/// <param name="MaxJourneys">Closed journeys kept, all partitions together; older ones are forgotten and counted.</param>
/// <param name="MaxBacklog">Entries that may wait in a partition's log before appends are answered with Busy.</param>
internal sealed record InProcessStorageOptions(int Partitions = 16, int MaxJourneys = 50_000, long MaxBacklog = 100_000);
