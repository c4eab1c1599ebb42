namespace ServerSessions.Journeys.Workers;

/// <summary>A worker, as it has announced itself.</summary>
/// <param name="Name">Its name as an owner of partitions.</param>
/// <param name="Partitions">The partitions that it processes.</param>
/// <param name="IsLeaving">It is stopping: its partitions are about to be free.</param>
internal sealed record Worker(string Name, IReadOnlyList<int> Partitions, bool IsLeaving);
