namespace ServerSessions.Journeys.Workers;

/// <summary>A process that rolls, as it has announced itself.</summary>
/// <param name="Name">Its name as an owner of partitions.</param>
/// <param name="Partitions">What it rolls.</param>
/// <param name="IsLeaving">It is stopping: what it rolls is about to be free.</param>
internal sealed record Worker(string Name, IReadOnlyList<int> Partitions, bool IsLeaving);
