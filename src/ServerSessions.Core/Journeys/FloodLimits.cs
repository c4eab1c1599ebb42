namespace ServerSessions.Journeys;

/// <summary>The capacity of one partition for visitors with a single request.</summary>
/// <param name="Provisional">Sessions of one request that are waited for.</param>
/// <param name="Live">Open sessions.</param>
/// <param name="SinglesPerMinute">Journeys of a single request that are kept; the others are only counted.</param>
/// <param name="Sources">Sources that rules watch, and as many attempted accounts; further sources of a network that has its share are watched together.</param>
/// <param name="Known">Accounts of which rules remember the networks they have signed in from.</param>
internal sealed record FloodLimits(int Provisional, int Live, double SinglesPerMinute, int Sources, int Known)
{
    private const int LiveToSources = 16;
    private const int LiveToKnown = 4;

    public static FloodLimits None { get; } = new(int.MaxValue, int.MaxValue, double.PositiveInfinity, int.MaxValue, int.MaxValue);

    /// <summary>A partition's part of the limits of all.</summary>
    public static FloodLimits Of(int provisional, int live, int singlesPerMinute, int partitions) => new(
        Part(provisional, partitions), Part(live, partitions), (double)singlesPerMinute / partitions, Part(live / LiveToSources, partitions), Part(live / LiveToKnown, partitions));

    private static int Part(int all, int partitions) => Math.Max(1, (all + partitions - 1) / partitions);
}
