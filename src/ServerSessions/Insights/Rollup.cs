using ServerSessions.Insights.Funnels;
using ServerSessions.Insights.Navigation;

namespace ServerSessions.Insights;

/// <summary>A rollup that is kept: what it counts, and for how long each piece is.</summary>
/// <param name="Name">Name of the fold in storage.</param>
/// <param name="HoursEach">1: by the hour; 24: by the day (UTC).</param>
/// <param name="Create">An empty fold.</param>
/// <param name="Days">How many days a piece is kept; 0 for as long as the storage keeps figures.</param>
internal sealed record Rollup(string Name, int HoursEach, Func<IRollupFold> Create, int Days = 0)
{
    private const int Day = 24;

    /// <summary>The overview and navigation by the hour, and by the day what would cost too much by the hour.</summary>
    public static IReadOnlyList<Rollup> All(InsightSettings settings) =>
    [
        new(OverviewFold.Name, 1, () => new OverviewFold()),
        new(NavigationFold.Name, 1, () => new NavigationFold(), NavigationFold.RollupDays),
        new(PathFold.Name, Day, () => new PathFold()),
        new(FrictionFold.Name, Day, () => new FrictionFold(settings.Flows)),
        new(AbandonmentFold.Name, Day, () => new AbandonmentFold(settings.Flows)),
        .. settings.Funnels.Where(f => f.Unit == FunnelUnit.Session).Select(f => new Rollup(FunnelFold.RollupName(f), Day, () => FunnelFold.Rolled(f))),
    ];

    /// <summary>The piece that a journey belongs to: the hour since 1970 at which it begins.</summary>
    public long PieceOf(Journey journey)
    {
        // By the id, by which journeys are found too: a request that began before the one that opened the session moves only its start.
        var hour = journey.Id.Milliseconds / 3_600_000;
        return hour - (hour % HoursEach);
    }
}
