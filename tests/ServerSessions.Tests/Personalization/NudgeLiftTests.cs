using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;
using ServerSessions.Model;
using ServerSessions.Personalization.Nudges;

namespace ServerSessions.Tests.Personalization;

/// <summary>Nudges that change nothing, and one that does, simulated with fixed seeds and looked at again and again, as an owner does.</summary>
public sealed class NudgeLiftTests
{
    private const int Looks = 20;

    [Theory]
    [InlineData(1, 0.2, 100, 0.1)]
    [InlineData(2, 0.05, 400, 0.1)]
    [InlineData(3, 0.1, 200, 0.05)]
    public void Of_nudges_without_an_effect_at_most_one_in_twenty_is_ever_called_effective(int seed, double rate, int perLook, double holdout)
    {
        const int runs = 400;
        var random = new Random(seed);
        var called = Enumerable.Range(0, runs).Count(_ => IsEverDecided(random, holdout, rate, rate, perLook));
        Assert.InRange((double)called / runs, 0, 0.05);
    }

    [Fact]
    public void An_effect_is_found_with_its_direction()
    {
        var random = new Random(4);
        var readout = Readouts(random, 0.1, 0.10, 0.20, 500).Last();
        var metric = readout.Variants[1].Metrics[0];
        Assert.True(metric.IsDecided);
        Assert.InRange(metric.Low!.Value, 0.1, metric.Lift!.Value);
        Assert.InRange(1d, metric.Lift!.Value - 1, metric.High!.Value);
    }

    [Fact]
    public void Holdouts_have_their_share_and_are_independent_of_each_other()
    {
        var options = new NudgeOptions { Holdout = 0.2, Rules = { new Nudge { Name = "one", Trigger = NudgeTrigger.Backtracking, Holdout = 0.1 } } };
        var (all, one) = (NudgeExperiments.OfAll(options), NudgeExperiments.Of(options.Rules[0]));
        var units = Enumerable.Range(0, 20_000).Select(i => new Pseudonym(7, (ulong)i)).ToList();
        int Count(Func<Pseudonym, bool> isIn) => units.Count(isIn);
        // Fixed keys: these are no chance.
        Assert.InRange(Count(u => VariantAssignment.Of(all, u) == NudgeExperiments.Holdout), 3_800, 4_200);
        Assert.InRange(Count(u => VariantAssignment.Of(one, u) == NudgeExperiments.Holdout), 1_850, 2_150);
        Assert.InRange(Count(u => VariantAssignment.Of(all, u) == NudgeExperiments.Holdout && VariantAssignment.Of(one, u) == NudgeExperiments.Holdout), 340, 460);
    }

    private static bool IsEverDecided(Random random, double holdout, double control, double own, int perLook) =>
        Readouts(random, holdout, control, own, perLook).Any(r => r.Variants[1].Metrics[0].IsDecided);

    // By the very code that answers GET /insights/nudges.
    private static IEnumerable<ExperimentReadout> Readouts(Random random, double holdout, double control, double own, int perLook)
    {
        var experiment = NudgeExperiments.Of(new Nudge { Name = "tip", Trigger = NudgeTrigger.RepeatedFailures, Holdout = holdout, Goals = { "POST /bought" } });
        var fold = new ExperimentFold(experiment, []);
        var start = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        for (var look = 0; look < Looks; look++)
        {
            for (var i = 0; i < perLook; i++)
            {
                var key = new Pseudonym((ulong)random.NextInt64(), (ulong)random.NextInt64());
                var variant = VariantAssignment.Of(experiment, key);
                fold.Add(JourneyOf(key, experiment.Name, variant, random.NextDouble() < (variant == NudgeExperiments.Holdout ? control : own), start));
            }

            yield return new ExperimentEvaluation(fold).Readout();
        }
    }

    private static Journey JourneyOf(Pseudonym key, string experiment, string variant, bool converts, DateTimeOffset start)
    {
        var page = new Step { Name = "GET /cart", Time = start };
        return new Journey
        {
            Id = SessionId.Create(start.ToMicroseconds(), 0, key),
            Key = key,
            KeyKind = KeyKind.Cookie,
            Start = start,
            End = start,
            Steps = converts ? [page, new Step { Name = "POST /bought", Time = start.AddSeconds(30) }] : [page],
            Exposures = [new Exposure(experiment, variant, start)],
        };
    }
}
