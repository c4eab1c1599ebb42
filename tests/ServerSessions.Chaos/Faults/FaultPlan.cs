using ServerSessions.Chaos.Children;

namespace ServerSessions.Chaos.Faults;

/// <summary>Which faults happen when. Made of a seed: the same seed makes the same plan.</summary>
internal static class FaultPlan
{
    /// <summary>Spreads the wanted number of each kind over a time, each at a random moment of its own stretch.</summary>
    public static IReadOnlyList<Fault> Make(Random random, TimeSpan over, IReadOnlyDictionary<FaultKind, int> counts)
    {
        var faults = new List<Fault>();
        foreach (var (kind, count) in counts.OrderBy(c => c.Key))
            for (var i = 0; i < count; i++)
                faults.Add(new Fault(
                    over * ((i + random.NextDouble()) / count), kind, random.Next(1000), Length(kind, random), (DeathPoint)random.Next(1, 5), random.Next()));
        return [.. faults.OrderBy(f => f.At)];
    }

    // A lease lasts 3 s; a server that comes back at once and one that makes every client time out are different faults.
    private static TimeSpan Length(FaultKind kind, Random random) => kind switch
    {
        FaultKind.FreezeWorker => Between(random, 3.5, 7),
        FaultKind.FreezeProducer => Between(random, 1, 4),
        FaultKind.KillServer => Between(random, 0.1, 2),
        FaultKind.FreezeServer => Between(random, 3.5, 7),
        _ => Between(random, 0, 1),
    };

    private static TimeSpan Between(Random random, double min, double max) => TimeSpan.FromSeconds(min + (random.NextDouble() * (max - min)));
}
