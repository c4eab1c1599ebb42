using System.Threading.Channels;
using ServerSessions.Model;
using ServerSessions.Simulation.Scenarios;
using ServerSessions.Simulation.Shop.Capture;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation.Virtual;

namespace ServerSessions.Simulation.Shop.History;

/// <summary>
/// The weeks before a demonstration: ordinary visitors in the rhythm of a week, a crawler every night, one attack a week, a release that broke two links for two days, and an experiment
/// under way. Visits come from campaigns and other sites, orders have a value, a tip helps people whose card is declined, and browsers report what happens in
/// their pages.
/// </summary>
internal static class DemoHistory
{
    /// <summary>The four weeks that the newest hours are compared with, and the week of those hours.</summary>
    public const int Weeks = 5;

    /// <summary>Visits of a whole history: some 20,000 sessions.</summary>
    public const int Visits = 19_000;

    private const int Seed = 11;
    // Within the last week, the only one that has four others before it.
    private const double BrokenDays = 5;
    private const double RepairedDays = 3;

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
            Scenarios = OrdinaryVisits.People,
            Duration = length,
            LongestPause = TimeSpan.FromDays(2),
            Rhythm = new WeeklyRhythm(start, 7 * 24 * Weeks).At,
            // Attacks come in the evening of the third day of each week.
            Planned =
            [
                .. Enumerable.Range(0, Weeks).Select(week => (OrdinaryVisits.Attacks[week % OrdinaryVisits.Attacks.Count], TimeSpan.FromDays((7 * week) + 2.8))),
                .. Enumerable.Range(0, 7 * Weeks).Select(day => (OrdinaryVisits.Crawlers[day % OrdinaryVisits.Crawlers.Count], TimeSpan.FromDays(day + 0.1))),
            ],
        };
        var time = new VirtualTime(start);
        var traffic = new CollectedTraffic(until, events);
        var shop = new ModelTraffic(traffic, names)
        {
            Broken = new BrokenLinks(["/categories/garden", "/categories/rest"], until.AddDays(-BrokenDays), until.AddDays(-RepairedDays)),
            Experiment = "checkout-button",
            RecordsFacts = true,
        };
        new VirtualSimulation(options, time, visit => new ModelClient(shop, time, visit.Number, visit.Seed)).Run();
        traffic.Pass();
    }
}
