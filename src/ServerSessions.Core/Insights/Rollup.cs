using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;
using ServerSessions.Insights.Navigation;

namespace ServerSessions.Insights;

/// <summary>A rollup that is kept: what it counts, and for how long each piece is.</summary>
/// <param name="name">Name of the fold in storage.</param>
/// <param name="hoursEach">1: by the hour; 24: by the day (UTC).</param>
/// <param name="create">An empty fold.</param>
internal sealed class Rollup(string name, int hoursEach, Func<IRollupFold> create)
{
    /// <summary>The full overview by the hour would become larger than the journeys: it is kept for this time, and by the day as long as the rest.</summary>
    public const int HourlyOverviewDays = 8;

    private const int Day = 24;

    /// <summary>Prefix of the names of rollups of all actors but persons.</summary>
    public const string OthersPrefix = "others-";

    public string Name => name;

    /// <summary>The actors whose journeys it counts.</summary>
    public RollupClass Class { get; private init; }

    /// <summary>Days that a piece is kept; 0: as long as the storage keeps rollups.</summary>
    public int KeptDays { get; init; }

    /// <summary>Adds a journey that is in no list; null where only listed ones count, because journeys give the same.</summary>
    public Action<IRollupFold, Journey>? AddUnlisted { get; init; }

    /// <summary>The overview and the hours, which count everything; by the day what would cost too much by the hour. Each once for people and once for all others.</summary>
    public static IReadOnlyList<Rollup> All(InsightSettings settings) =>
    [
        .. People(settings),
        // The watch over navigation is about people, and so are clicks and fields.
        .. People(settings).Where(r => r.Name is not (NavigationFold.Name or ClickFold.Name or FieldFold.Name)).Select(r => r.OfOthers()),
        new(LeftOutFold.Name, 1, () => new LeftOutFold()) { Class = RollupClass.Others, AddUnlisted = static (fold, journey) => fold.Add(journey) },
    ];

    public static string NameOfOthers(string name) => OthersPrefix + name;

    /// <summary>Whether journeys of such a visitor are counted here.</summary>
    public bool Counts(SessionActor actor) => (actor == SessionActor.Person) == (Class == RollupClass.People);

    private static Rollup[] People(InsightSettings settings) =>
    [
        new(OverviewFold.Name, 1, () => new OverviewFold()) { KeptDays = HourlyOverviewDays, AddUnlisted = Unlisted },
        new(OverviewFold.DailyName, Day, () => new OverviewFold()) { AddUnlisted = Unlisted },
        new(HoursFold.Name, 1, () => new HoursFold()) { AddUnlisted = static (fold, journey) => fold.Add(journey) },
        new(NavigationFold.Name, 1, () => new NavigationFold()) { KeptDays = NavigationFold.RollupDays },
        new(ClickFold.Name, 1, () => new ClickFold()) { KeptDays = ClickFold.RollupDays },
        new(FieldFold.Name, Day, () => new FieldFold()) { KeptDays = FieldFold.RollupDays },
        new(PathFold.Name, Day, () => new PathFold()),
        new(FrictionFold.Name, Day, () => new FrictionFold(settings.Flows)),
        new(AbandonmentFold.Name, Day, () => new AbandonmentFold(settings.Flows)),
        .. settings.Funnels.Where(f => f.Unit == FunnelUnit.Session).Select(f => new Rollup(FunnelFold.RollupName(f), Day, () => FunnelFold.Rolled(f))),
    ];

    public IRollupFold Create() => create();

    private Rollup OfOthers() => new(NameOfOthers(name), hoursEach, create) { KeptDays = KeptDays, AddUnlisted = AddUnlisted, Class = RollupClass.Others };

    /// <summary>The piece that a journey belongs to: the hour since 1970 at which it begins.</summary>
    public long PieceOf(Journey journey)
    {
        // By the id, by which journeys are found too: a request that began before the one that opened the session moves only its start.
        var hour = journey.Id.Milliseconds / 3_600_000;
        return hour - (hour % hoursEach);
    }

    private static void Unlisted(IRollupFold fold, Journey journey) => ((OverviewFold)fold).AddUnlisted(journey);
}
