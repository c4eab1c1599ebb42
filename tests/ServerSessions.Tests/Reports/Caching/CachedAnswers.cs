using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Journeys.Sessions;
using ServerSessions.Storage;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Caching;

/// <summary>Whatever happens to the data of days that are over, in whatever order: what is cached is what would be computed.</summary>
internal sealed class CachedAnswers
{
    private const int Days = 5;
    private const int Ranges = 3;

    private static readonly FunnelDefinition Funnel = new() { Name = "way", Steps = ["A", "B", "C"] };
    private static readonly string[] Names = ["A", "B", "C", "D", "B!", "C?card"];

    /// <summary>What the nodes and the writer agree on.</summary>
    public static void Declare(SessionTrackingOptions options)
    {
        options.Funnels.Add(Funnel);
        options.Flows.Add(new Flow("way", ["A", "B", "C"]));
        options.Goals.Add("C");
        options.Experiments.Add(new Experiment("button"));
    }

    /// <param name="seed">Of what happens.</param>
    /// <param name="turns">How often.</param>
    /// <param name="storage">Where it happens.</param>
    /// <param name="now">The present, days after the range.</param>
    /// <param name="nodes">Nodes with a cache.</param>
    /// <param name="computing">A node without one.</param>
    public static async Task CheckAsync(int seed, int turns, ISessionStorage storage, DateTimeOffset now, IReadOnlyList<InsightNode> nodes, InsightNode computing)
    {
        var random = new Random(seed);
        var settings = Settings();
        var writer = new JourneyWriter(storage, settings);
        var first = First(now);
        var stored = new List<Journey>();
        for (var turn = 0; turn < turns; turn++)
        {
            switch (stored.Count < 4 ? 0 : random.Next(6))
            {
                case <= 2:
                    var start = first.AddSeconds(random.Next(Days * 86_400));
                    stored.Add(Exposed(random, Journey(random, start, random.Next(storage.Partitions), settings)));
                    await writer.CloseAsync(stored[^1]);
                    break;
                case 3:
                    // Labelled anew: the same session with other facts.
                    var at = random.Next(stored.Count);
                    stored[at] = stored[at].With(0, step => step with { Outcome = step.Outcome == Outcome.Ok ? Outcome.Denied : Outcome.Ok }) with { Class = (JourneyClass)random.Next(6) };
                    await writer.CloseAsync(stored[at], withRollups: false);
                    break;
                case 4:
                    var gone = stored[random.Next(stored.Count)];
                    stored.Remove(gone);
                    await storage.RemoveAsync([gone.Id], default);
                    break;
                default:
                    await writer.PackAsync(random.Next(storage.Partitions));
                    break;
            }

            if (turn % 2 == 0 || random.Next(2) == 0)
                await AskAsync(random.Next(Ranges), first, nodes[random.Next(nodes.Count)], computing);
        }

        await AskAllAsync(first, nodes, computing);
    }

    /// <summary>The same for questions that are asked while journeys close: what such an answer saw of a commit is asked of no later question.</summary>
    public static async Task CheckBesideAsync(int seed, int turns, ISessionStorage storage, DateTimeOffset now, IReadOnlyList<InsightNode> nodes, InsightNode computing)
    {
        var random = new Random(seed);
        var settings = Settings();
        var writer = new JourneyWriter(storage, settings);
        var first = First(now);
        var writing = Task.Run(async () =>
        {
            for (var turn = 0; turn < turns; turn++)
                await writer.CloseAsync(Journey(random, first.AddSeconds(random.Next(Days * 86_400)), random.Next(storage.Partitions), settings));
        });
        await Task.WhenAll(nodes.Select(node => Task.Run(async () =>
        {
            do
                await node.AnswersAsync(Query(0, first), Funnel);
            while (!writing.IsCompleted);
        })));
        await writing;

        await AskAllAsync(first, nodes, computing);
    }

    private static async Task AskAllAsync(DateTimeOffset first, IReadOnlyList<InsightNode> nodes, InsightNode computing)
    {
        for (var range = 0; range < Ranges; range++)
            foreach (var node in nodes)
                await AskAsync(range, first, node, computing);
    }

    // All days, the earlier ones, and the later ones: few enough that a question comes again soon.
    private static InsightQuery Query(int range, DateTimeOffset first) => new() { From = first.AddDays(range == 2 ? 2 : 0), To = first.AddDays(range == 1 ? 2 : Days) };

    private static DateTimeOffset First(DateTimeOffset now) => new DateTimeOffset(now.UtcDateTime.Date).AddDays(-Days - 1);

    private static async Task AskAsync(int range, DateTimeOffset first, InsightNode node, InsightNode computing)
    {
        var query = Query(range, first);
        Assert.Equal(await computing.AnswersAsync(query, Funnel), await node.AnswersAsync(query, Funnel));
    }

    private static JourneySettings Settings() => new(TimeSpan.FromMinutes(30), null, ["C"], [new Flow("way", ["A", "B", "C"])], [])
    {
        Insights = InsightSettings.Default with { Flows = [new Flow("way", ["A", "B", "C"])], Funnels = [Funnel], Goals = ["C"], Experiments = [new Experiment("button")] },
    };

    private static Journey Journey(Random random, DateTimeOffset start, int partition, JourneySettings settings)
    {
        var steps = Enumerable.Range(0, 1 + random.Next(5)).Select(i => Walks.Step(Names[random.Next(Names.Length)], start.AddSeconds(10 * i), 0.02)).ToList();
        var id = SessionId.Create(steps[0].Time, partition, new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64()));
        return ImportedJourney.Of(id, random.Next(2) == 0 ? Walks.User(random.Next(4)) : Pseudonym.None, steps, settings) with { Key = new Pseudonym(3, (ulong)random.Next(6) + 1), KeyKind = KeyKind.Cookie };
    }

    private static Journey Exposed(Random random, Journey journey) => random.Next(2) == 0 ? journey : journey.Exposed(random.Next(2) == 0 ? "A" : "B");
}
