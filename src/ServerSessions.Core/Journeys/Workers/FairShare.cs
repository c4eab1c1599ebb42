namespace ServerSessions.Journeys.Workers;

/// <summary>Which partitions a worker should take or give back. Pure: its only input is what workers have announced.</summary>
internal static class FairShare
{
    /// <summary>Maximum number of partitions of one worker.</summary>
    public static int Of(int partitions, int workers) => (partitions + workers - 1) / workers;

    /// <summary>
    /// What a worker that owns some may take: what no living worker has announced, up to its part. Workers that look at the same moment
    /// begin at different ones, or all but one would come too late for the first and take the last only in the next round.
    /// </summary>
    public static IReadOnlyList<int> Free(int partitions, string self, IReadOnlyCollection<int> owned, IReadOnlyList<Worker> others)
    {
        var room = Of(partitions, Workers(others)) - owned.Count;
        if (room <= 0)
            return [];
        var taken = others.Where(w => !w.IsLeaving).SelectMany(w => w.Partitions).Concat(owned).ToHashSet();
        var free = Enumerable.Range(0, partitions).Where(p => !taken.Contains(p)).ToList();
        if (free.Count == 0)
            return [];
        var rank = others.Count(w => !w.IsLeaving && string.CompareOrdinal(w.Name, self) < 0);
        var first = rank * room % free.Count;
        return [.. free.Skip(first).Concat(free.Take(first)).Take(room)];
    }

    public static bool HasTooMany(int partitions, int owned, IReadOnlyList<Worker> others) => owned > Of(partitions, Workers(others));

    private static int Workers(IReadOnlyList<Worker> others) => 1 + others.Count(w => !w.IsLeaving);
}
