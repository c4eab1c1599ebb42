using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Shop.Capture;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation.Virtual;

namespace ServerSessions.Cli.Simulate;

/// <summary>
/// The weeks before the simulation: ordinary visitors of another seed, from whose sessions baselines are learned as in a worker. The site's hours are given instead,
/// because visits of a simulation come at random times and no hour of the week is like another. They are those of a shop where offices sign in at any hour, every
/// hour alike. Both grow with the site.
/// </summary>
internal static class SimulatedHistory
{
    private const int Visits = 1_200;
    private const int OtherSeed = 0x5EED;
    private const int HoursBefore = 28 * 24;
    private static readonly TimeSpan Before = TimeSpan.FromDays(28);
    private static readonly (SiteKind, int)[] AnHour = [(SiteKind.LoginFailures, 150), (SiteKind.Resets, 12), (SiteKind.SignOuts, 60), (SiteKind.Denied, 60), (SiteKind.LoginSuccesses, 600)];
    private static readonly string[] Ordinary = ["shopper", "window-shopper", "returning-customer", "back-button", "mistyper", "password-manager"];

    public static Baselines Learn(SimulationOptions like, JourneySettings settings, DateTimeOffset until)
    {
        var options = like with { Seed = like.Seed ^ OtherSeed, Visitors = (int)(Visits * like.Size), Duration = Before, Scenarios = Ordinary, QuickStart = false };
        var time = new VirtualTime(until - Before);
        var learner = new BaselineLearner();
        var pipeline = new OfflinePipeline(settings, new DetectionEngine([], new DetectionOptions()), ShopEndpoints.Catalog) { Closed = learner.Add };
        var traffic = new ModelTraffic(new JudgedTraffic(pipeline, new Truth(SimulationPlan.Make(options).ToDictionary(visit => visit.Number))), new NumberedNames());
        new VirtualSimulation(options, time, visit => new ModelClient(traffic, time, visit.Number, visit.Seed)).Run();
        pipeline.Complete();
        Fill(learner.Site, until, like.Size);
        return learner.Result(until);
    }

    private static void Fill(SiteLearner site, DateTimeOffset until, double size)
    {
        var last = until.ToUnixTimeSeconds() / 3600;
        for (var hour = last - HoursBefore; hour < last; hour++)
            foreach (var (kind, count) in AnHour)
                site.Add(hour, kind, (long)(count * size));
    }
}
