namespace ServerSessions.Simulation.Shop.Model;

/// <summary>What a release broke: a page that was not found from one moment to another.</summary>
/// <param name="Path">The page.</param>
/// <param name="From">The release.</param>
/// <param name="Until">The release that repaired it.</param>
internal sealed record BrokenLink(string Path, DateTimeOffset From, DateTimeOffset Until)
{
    public bool IsBroken(string path, DateTimeOffset now) => now >= From && now < Until && path == Path;
}
