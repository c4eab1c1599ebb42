using System.Threading.Channels;
using ServerSessions.Model;
using ServerSessions.Simulation.Shop.Capture;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation.Virtual;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>
/// The weeks before a demonstration: ordinary visitors in the rhythm of a week, one attack a week, a release that broke a link for two days, and an experiment
/// under way. Visits come from campaigns and other sites, and orders have a value.
/// </summary>
internal static class DemoHistory
{
    public const int Weeks = 4;

    /// <summary>Visits of a whole history: some 20,000 sessions.</summary>
    public const int Visits = 16_500;

    private const int Seed = 11;
    private const double BrokenDays = 9;
    private const double RepairedDays = 7;

    // Each person is in one place: who travels comes later, to the live part.
    private static readonly string[] Honest =
    [
        "shopper", "window-shopper", "returning-customer", "mistyper", "back-button", "prefetch", "restored-tabs", "password-manager", "slow-typist",
        "mobile-carrier", "tab-opener", "desktop-site", "stale-form", "two-tabs", "search-crawler", "link-checker", "dual-stack", "phone-on-the-move",
    ];

    private static readonly string[] Attacks = ["credential-stuffing", "scanner", "invoice-walk", "stuffing-success"];

    /// <summary>Versions of the shop, and how many days before the end each was deployed.</summary>
    public static IReadOnlyList<(string Version, double DaysBefore)> Releases { get; } = [("0.0.7", 7 * Weeks), ("0.0.8", BrokenDays), ("0.0.9", RepairedDays)];

    /// <param name="names">Pseudonyms.</param>
    /// <param name="until">The end; what would come later is left out.</param>
    /// <param name="visits">Visits of ordinary people.</param>
    /// <param name="events">Takes the events in the order of their time.</param>
    public static void Make(IShopNames names, DateTimeOffset until, int visits, ChannelWriter<IReadOnlyList<RequestEvent>> events)
    {
        var start = until.AddDays(-7 * Weeks);
        var length = until - start;
        var options = new SimulationOptions
        {
            Seed = Seed,
            Visitors = visits,
            Scenarios = Honest,
            Duration = length,
            LongestPause = TimeSpan.FromDays(2),
            Rhythm = new WeeklyRhythm(start, 7 * 24 * Weeks).At,
            // In the evening of the third day of each week.
            Planned = [.. Attacks.Select((attack, week) => (attack, TimeSpan.FromDays((7 * week) + 2.8)))],
        };
        var time = new VirtualTime(start);
        var traffic = new CollectedTraffic(until, events);
        var shop = new ModelTraffic(traffic, names)
        {
            Broken = new BrokenLink("/categories/garden", until.AddDays(-BrokenDays), until.AddDays(-RepairedDays)),
            Experiment = "checkout-button",
            RecordsFacts = true,
        };
        new VirtualSimulation(options, time, visit => new ModelClient(shop, time, visit.Number, visit.Seed)).Run();
        traffic.Pass();
    }
}
