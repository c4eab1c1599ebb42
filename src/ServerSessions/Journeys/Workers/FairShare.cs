namespace ServerSessions.Journeys.Workers;

/// <summary>Which partitions a worker should take or give back. Pure: it knows only what workers have announced.</summary>
internal static class FairShare
{
    /// <summary>So many at most are one worker's part.</summary>
    public static int Of(int partitions, int workers) => (partitions + workers - 1) / workers;

    /// <summary>What a worker that owns some may take: what no living worker has announced, up to its part.</summary>
    public static IReadOnlyList<int> Free(int partitions, IReadOnlyCollection<int> owned, IReadOnlyList<Worker> others)
    {
        var room = Of(partitions, Workers(others)) - owned.Count;
        if (room <= 0)
            return [];
        var taken = others.Where(w => !w.IsLeaving).SelectMany(w => w.Partitions).Concat(owned).ToHashSet();
        return [.. Enumerable.Range(0, partitions).Where(p => !taken.Contains(p)).Take(room)];
    }

    public static bool HasTooMany(int partitions, int owned, IReadOnlyList<Worker> others) => owned > Of(partitions, Workers(others));

    private static int Workers(IReadOnlyList<Worker> others) => 1 + others.Count(w => !w.IsLeaving);
}
