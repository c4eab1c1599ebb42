using System.Text.Json;
using ServerSessions.Insights;
using ServerSessions.Insights.Folds;
using ServerSessions.Insights.Funnels;
using ServerSessions.Journeys;
using ServerSessions.Model.Browser;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Insights;

/// <summary>Whatever the order and the grouping, merged folds give the result of one fold over everything.</summary>
public class MergeTests
{
    private static readonly Flow Flow = new("way", ["GET /a", "GET /b", "GET /c"]);
    private static readonly JourneySettings Journeys = new(TimeSpan.FromMinutes(30), null, ["GET /c"], [Flow], ["GET /f"]);
    private static readonly InsightSettings Settings = InsightSettings.Default with { Flows = [Flow], Features = new FeatureMap([("f", "GET /d"), ("g", "GET /e")]) };
    private static readonly FunnelDefinition Funnel = new() { Name = "way", Steps = ["GET /a", "GET /b?", "GET /c"] };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Merging_is_associative_and_commutative(int seed)
    {
        Check(seed, () => new PathFold(), (f, j) => f.Add(j), (f, o) => f.Merge(o.Fields), f => f.Result());
        Check(seed, () => new PathFold("GET /b", 3), (f, j) => f.Add(j), (f, o) => f.Merge(o.Fields), f => f.Result());
        Check(seed, () => new FrictionFold([Flow], new DwellTimes(50)), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
        Check(seed, () => new AbandonmentFold([Flow], new Recoveries()), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
        Check(seed, () => new AdoptionFold(Settings), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
        Check(seed, () => new RetentionFold(new RetentionQuery { Period = RetentionPeriod.Week }, Settings), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
        Check(seed, () => new TrendFold(TimeZoneInfo.Utc), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
        Check(seed, () => new LatencyFold(20), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
        foreach (var order in Enum.GetValues<FunnelOrder>())
            foreach (var unit in Enum.GetValues<FunnelUnit>())
            {
                var funnel = new FunnelDefinition { Steps = ["GET /a", "GET /b", "GET /c"], Order = order, Unit = unit, Window = TimeSpan.FromDays(2) };
                Check(seed, () => new FunnelFold(funnel, 30), (f, j) => f.Add(j), (f, o) => f.Merge(o), f => f.Result());
            }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Live_rolled_up_and_recomputed_every_rollup_is_the_same(bool redirects)
    {
        var journeys = Walks.Many(800, seed: 5, Journeys, redirects).ConvertAll(Reported);
        foreach (var rollup in Rollup.All(Settings with { Funnels = [Funnel] }))
        {
            var recomputed = rollup.Create();
            foreach (var journey in Enumerable.Reverse(journeys))
                recomputed.Add(journey);
            // As the roller does it: a fold for every piece of every commit, whose fields are added up where they are kept.
            var stored = new Dictionary<(long, string), long>();
            foreach (var commit in journeys.Chunk(37))
                foreach (var piece in commit.GroupBy(rollup.PieceOf))
                {
                    var live = rollup.Create();
                    foreach (var journey in piece)
                        live.Add(journey);
                    foreach (var (field, value) in live.Fields)
                        stored[(piece.Key, field)] = stored.GetValueOrDefault((piece.Key, field)) + value;
                }

            var merged = rollup.Create();
            foreach (var piece in stored.GroupBy(s => s.Key.Item1))
                merged.Merge(piece.ToDictionary(f => f.Key.Item2, f => f.Value));
            Assert.True(stored.Keys.Select(k => k.Item1).Distinct().Count() > 30, rollup.Name);
            Assert.Equal(Text(recomputed), Text(merged));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_funnel_from_rollups_equals_the_one_from_journeys(bool redirects)
    {
        var (fold, rolled) = (new FunnelFold(Funnel), FunnelFold.Rolled(Funnel));
        foreach (var journey in Walks.Many(800, seed: 6, Journeys, redirects))
        {
            fold.Add(journey);
            var piece = FunnelFold.Rolled(Funnel);
            piece.Add(journey);
            rolled.Merge(piece.Fields);
        }

        var (one, other) = (fold.Result(), rolled.Result());
        Assert.InRange(one.Steps[^1].Entered, 50, 800);
        for (var step = 0; step < one.Steps.Count; step++)
        {
            var (a, b) = (one.Steps[step], other.Steps[step]);
            Assert.Equal((a.Entered, a.Converted, a.Share), (b.Entered, b.Converted, b.Share));
            Assert.Equal(a.Causes, b.Causes);
            Assert.Equal(a.Next, b.Next);
            Assert.Equal(a.Times, b.Times);
        }
    }

    private static void Check<T, TResult>(int seed, Func<T> create, Action<T, Journey> add, Action<T, T> merge, Func<T, TResult> result)
    {
        var journeys = Walks.Many(300, seed, Journeys, redirects: seed == 3);
        var random = new Random(seed);
        var all = Fold(journeys);
        var parts = journeys.GroupBy(_ => random.Next(4)).Select(g => g.ToList()).ToList();
        var (left, right, backward) = (Fold(parts[0]), Fold(parts[^1]), Fold(parts[^1]));
        foreach (var part in parts.Skip(1))
            merge(left, Fold(part));
        var grouped = Fold(parts[1]);
        for (var i = 2; i < parts.Count - 1; i++)
            merge(grouped, Fold(parts[i]));
        merge(right, grouped);
        merge(right, Fold(parts[0]));
        for (var i = parts.Count - 2; i >= 0; i--)
            merge(backward, Fold(parts[i]));
        var expected = JsonSerializer.Serialize(result(all));
        Assert.Equal(expected, JsonSerializer.Serialize(result(left)));
        Assert.Equal(expected, JsonSerializer.Serialize(result(right)));
        Assert.Equal(expected, JsonSerializer.Serialize(result(backward)));

        T Fold(IEnumerable<Journey> some)
        {
            var fold = create();
            foreach (var journey in some)
                add(fold, journey);
            return fold;
        }
    }

    // What a browser reported is in a journey only while it closes.
    private static Journey Reported(Journey journey) => journey.Steps.Count == 0 ? journey : journey with
    {
        Clicks = [new StepClick(journey.Steps[0].Name, new BrowserClick("@buy", journey.Steps.Count % 100, (ClickKind)(journey.Steps.Count % 3)), journey.Steps.Count)],
        Fields = [new StepField(journey.Steps[^1].Name, new BrowserField("email", 1, journey.Steps.Count, 1, 900), IsLast: true, IsSent: journey.Engaged)],
    };

    private static string Text(IRollupFold fold) => string.Join('\n', fold.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key} {f.Value}"));
}
