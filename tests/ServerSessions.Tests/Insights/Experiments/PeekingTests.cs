using ServerSessions.Insights.Experiments;

namespace ServerSessions.Tests.Insights.Experiments;

/// <summary>Simulated experiments that are read every day, with fixed seeds: the promise of an always-valid interval.</summary>
public sealed class PeekingTests
{
    private const int Days = 28;

    [Theory]
    [InlineData(1, 100, 0.10)]
    [InlineData(2, 40, 0.20)]
    [InlineData(3, 300, 0.03)]
    [InlineData(4, 1_000, 0.05)]
    public void Of_equal_variants_at_most_one_experiment_in_twenty_is_ever_called_different(int seed, int daily, double rate)
    {
        const int runs = 1_000;
        var random = new Random(seed);
        var called = Enumerable.Range(0, runs).Count(_ => Looks(random, daily, rate, rate).Any(look => Math.Abs(look.Log) > look.Half));
        Assert.InRange((double)called / runs, 0, 0.05);
    }

    [Theory]
    [InlineData(5, 100, 0.10, 0.13)]
    [InlineData(6, 200, 0.05, 0.04)]
    [InlineData(7, 500, 0.02, 0.03)]
    public void The_true_lift_is_within_all_intervals_of_at_least_ninety_five_experiments_in_a_hundred(int seed, int daily, double control, double own)
    {
        const int runs = 1_000;
        var random = new Random(seed);
        var truth = Math.Log(own / control);
        var held = Enumerable.Range(0, runs).Count(_ => Looks(random, daily, control, own).All(look => Math.Abs(look.Log - truth) <= look.Half));
        Assert.InRange((double)held / runs, 0.95, 1);
    }

    [Fact]
    public void A_real_difference_is_found()
    {
        var random = new Random(8);
        var found = Enumerable.Range(0, 200).Count(_ => Looks(random, 300, 0.10, 0.14).Any(look => look.Log > look.Half));
        Assert.InRange(found, 190, 200);
    }

    [Fact]
    public void An_interval_for_one_look_would_be_called_different_far_too_often()
    {
        var random = new Random(9);
        var called = Enumerable.Range(0, 1_000).Count(_ => Looks(random, 100, 0.1, 0.1).Any(look => Math.Abs(look.Log) > 1.96 * look.Error));
        Assert.InRange(called, 150, 1_000);
    }

    // A look a day; those with too little data are left out, as in the readout.
    private static IEnumerable<(double Log, double Half, double Error)> Looks(Random random, int daily, double control, double own)
    {
        long controlHits = 0, hits = 0;
        for (var day = 1; day <= Days; day++)
        {
            controlHits += Binomial(random, daily, control);
            hits += Binomial(random, daily, own);
            var units = (long)day * daily;
            if (units < ExperimentEvaluation.MinExposures || Math.Min(controlHits, hits) < ExperimentEvaluation.MinConversions)
                continue;
            var lift = RelativeLift.Of(controlHits, units, hits, units)!.Value;
            yield return (lift.Log, ConfidenceSequence.HalfWidth(lift.Error, 2 * units), lift.Error);
        }
    }

    // By the gaps between hits, so that rare ones cost little.
    private static int Binomial(Random random, int units, double rate)
    {
        var hits = 0;
        for (var at = Gap(); at <= units; at += Gap())
            hits++;
        return hits;

        long Gap() => 1 + (long)Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - rate));
    }
}
