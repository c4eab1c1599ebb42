namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What a release broke: pages that were not found from one moment to another.</summary>
/// <param name="Paths">The pages.</param>
/// <param name="From">The release.</param>
/// <param name="Until">The release that repaired it.</param>
internal sealed record BrokenLinks(IReadOnlyCollection<string> Paths, DateTimeOffset From, DateTimeOffset Until)
{
    public bool IsBroken(string path, DateTimeOffset now) => now >= From && now < Until && Paths.Contains(path);
}
