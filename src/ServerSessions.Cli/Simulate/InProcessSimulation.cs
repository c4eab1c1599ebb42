using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Simulation;
using ServerSessions.Simulation.Shop.Capture;
using ServerSessions.Simulation.Shop.Model;
using ServerSessions.Simulation.Virtual;

namespace ServerSessions.Cli.Simulate;

/// <summary>Labelled visitors in virtual time, the model shop, and the product's own fold and rules: from a seed to a report.</summary>
internal static class InProcessSimulation
{
    // A Monday morning; any time will do, as long as it is always the same.
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    // The sample shop's declarations.
    private static readonly JourneySettings Settings = new(
        TimeSpan.FromMinutes(30), TimeSpan.FromHours(24), ["checkout.order"],
        [new Flow("checkout", ["checkout.address", "checkout.payment", "checkout.review", "checkout.order"])], ["home", "category", "search", "cart"]);

    /// <param name="options">What is simulated.</param>
    /// <param name="progress">Called with the virtual time that has passed.</param>
    public static SimulateReport Run(SimulationOptions options, Action<TimeSpan>? progress = null) => Run(options, Learn(options), progress);

    /// <summary>What was learned from the weeks before the simulation.</summary>
    public static Baselines Learn(SimulationOptions options) => SimulatedHistory.Learn(options, Settings, Start);

    /// <param name="options">What is simulated.</param>
    /// <param name="learned">What was learned before.</param>
    /// <param name="progress">Called with the virtual time that has passed.</param>
    public static SimulateReport Run(SimulationOptions options, Baselines learned, Action<TimeSpan>? progress = null)
    {
        var time = new VirtualTime(Start);
        var truth = new Truth(SimulationPlan.Make(options).ToDictionary(visit => visit.Number));
        var engine = Cli.Rules.Engine();
        engine.Take(new Dictionary<string, DetectionMode>(), [], learned);
        var journeys = 0;
        var actors = new ActorTally(truth);
        var pipeline = new OfflinePipeline(Settings, engine, ShopEndpoints.Catalog)
        {
            Raised = truth.Found,
            Closed = journey =>
            {
                journeys++;
                truth.Closed(journey, engine.IsContribution);
                actors.Closed(journey);
            },
            Late = actors.Late,
        };
        var traffic = new ModelTraffic(new JudgedTraffic(pipeline, truth), new NumberedNames()) { Served = progress is null ? null : now => progress(now - Start) };
        var simulation = new VirtualSimulation(options, time, visit => new ModelClient(traffic, time, visit.Number, visit.Seed));
        var ran = simulation.Run();
        pipeline.Complete();
        return new SimulateReport
        {
            Seed = options.Seed,
            Visitors = ran.Visitors,
            Requests = ran.Requests,
            Journeys = journeys,
            Rules = Scoring.Rules(truth, engine.Detectors.Select(detector => detector.Info.Id)),
            HighOnHonest = Scoring.HighOnHonest(truth),
            Actors = actors.Scores(),
            Scenarios = Scoring.Scenarios(truth, actors.ByScenario()),
            Errors = ran.Errors,
        };
    }
}
