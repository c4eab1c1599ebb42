namespace ServerSessions.Journeys;

/// <summary>What visitors who come only once may take of one partition.</summary>
/// <param name="Provisional">Sessions of one request that are waited for.</param>
/// <param name="Live">Open sessions.</param>
/// <param name="SinglesPerMinute">Journeys of a single request that are kept; the others are only counted.</param>
/// <param name="Sources">Sources that rules watch, and as many attempted accounts; a source above is watched with its network only.</param>
internal sealed record FloodLimits(int Provisional, int Live, double SinglesPerMinute, int Sources)
{
    private const int LiveToSources = 16;

    public static FloodLimits None { get; } = new(int.MaxValue, int.MaxValue, double.PositiveInfinity, int.MaxValue);

    /// <summary>A partition's part of the limits of all.</summary>
    public static FloodLimits Of(int provisional, int live, int singlesPerMinute, int partitions) => new(
        Part(provisional, partitions), Part(live, partitions), (double)singlesPerMinute / partitions, Part(live / LiveToSources, partitions));

    private static int Part(int all, int partitions) => Math.Max(1, (all + partitions - 1) / partitions);
}
