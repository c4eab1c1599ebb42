using ServerSessions.Insights.Experiments;

namespace ServerSessions.Tests.Insights.Experiments;

/// <summary>Each statistic against values that others have published, or that follow by hand.</summary>
public sealed class StatisticsTests
{
    // Kohavi, Tang and Xu, "Trustworthy Online Controlled Experiments" (2020), chapter 21: 821,588 against 815,482 users, p = 1.8E-6.
    [Fact]
    public void Sample_ratio_of_the_published_mismatch_has_the_published_chance()
    {
        var (statistic, p) = SampleRatio.Test([821_588, 815_482], [1, 1]);
        Assert.Equal(22.774, statistic, 3);
        Assert.Equal(1.8e-6, p, 1e-7);
    }

    // Mendel's peas, 315 : 108 : 101 : 32 against 9 : 3 : 3 : 1, chi-squared 0.47 (Fisher 1936), three degrees of freedom: p = 0.925.
    [Fact]
    public void Sample_ratio_of_Mendels_peas_is_as_expected()
    {
        var (statistic, p) = SampleRatio.Test([315, 108, 101, 32], [9, 3, 3, 1]);
        Assert.Equal(0.470, statistic, 3);
        Assert.Equal(0.925, p, 3);
    }

    // The first of the tables of chi-squared: 3.841 at one, 7.815 at three degrees of freedom are passed by one in twenty.
    [Theory]
    [InlineData(3.841, 1, 0.05)]
    [InlineData(10.828, 1, 0.001)]
    [InlineData(7.815, 3, 0.05)]
    [InlineData(0, 1, 1)]
    public void The_upper_tail_is_that_of_the_tables(double value, int degrees, double chance) =>
        Assert.Equal(chance, SampleRatio.UpperTail(value, degrees), 4);

    // Agresti, "Categorical Data Analysis": heart attacks of 189 of 11,034 with placebo and of 104 of 11,037 with aspirin, ratio 1.82,
    // interval of 95 % from 1.43 to 2.31.
    [Fact]
    public void The_ratio_of_two_shares_has_the_published_interval()
    {
        var lift = RelativeLift.Of(104, 11_037, 189, 11_034)!.Value;
        Assert.Equal(1.82, lift.Value + 1, 2);
        Assert.Equal(1.43, Math.Exp(lift.Log - (1.96 * lift.Error)), 2);
        Assert.Equal(2.31, Math.Exp(lift.Log + (1.96 * lift.Error)), 2);
        Assert.Equal(0.1213, lift.Error, 4);
    }

    // The same study: 0.0171 − 0.0094 = 0.0077 with the standard error 0.0015.
    [Fact]
    public void The_difference_of_two_shares_has_the_published_error()
    {
        var difference = ShareDifference.Of(104, 11_037, 189, 11_034);
        Assert.Equal((0.0077, 0.0015), (Math.Round(difference.Value, 4), Math.Round(difference.Error, 4)));
        Assert.InRange(ShareDifference.Of(0, 200, 60, 200).Error, 0.03, 0.04);
    }

    [Fact]
    public void A_ratio_to_zero_is_null() =>
        Assert.Equal((null, null), (RelativeLift.Of(0, 100, 5, 100), RelativeLift.Of(5, 100, 0, 100)));

    // GrowthBook's gbstats, tests of SequentialTwoSidedTTest: uplift 0.50336 with standard error 0.33341 of 3,000 + 3,461 units, tuned to
    // 1,000, has the interval −0.55844 to 1.56516.
    [Fact]
    public void The_confidence_sequence_has_the_width_that_another_program_publishes()
    {
        var half = ConfidenceSequence.HalfWidth(0.33341, 6_461, tuning: 1_000);
        Assert.Equal(-0.55844, 0.50336 - half, 4);
        Assert.Equal(1.56516, 0.50336 + half, 4);
    }

    [Theory]
    [InlineData(0.1, 0.02, 5_000)]
    [InlineData(-0.3, 0.1, 400)]
    [InlineData(0.02, 0.01, 100_000)]
    [InlineData(0.07, 0.02, 20_000)]
    public void The_p_value_is_below_alpha_exactly_when_the_interval_leaves_out_no_effect(double estimate, double error, double units) =>
        Assert.Equal(
            Math.Abs(estimate) > ConfidenceSequence.HalfWidth(error, units),
            ConfidenceSequence.PValue(estimate, error, units) < ConfidenceSequence.Alpha);

    [Fact]
    public void The_sequence_is_wider_than_an_interval_of_one_look_at_every_number_of_units()
    {
        for (var units = 100d; units < 1e8; units *= 2)
            Assert.InRange(ConfidenceSequence.HalfWidth(1, units), 2.5, 8);
    }

    // By hand: from uniform priors one success against nothing known is 2/3, against one failure 5/6.
    [Theory]
    [InlineData(0, 0, 0, 0, 0.5)]
    [InlineData(0, 0, 1, 1, 2 / 3d)]
    [InlineData(0, 1, 1, 1, 5 / 6d)]
    [InlineData(1, 1, 1, 1, 0.5)]
    public void The_chance_to_win_of_few_is_what_follows_by_hand(long controlHits, long control, long hits, long units, double chance) =>
        Assert.Equal(chance, ChanceToWin.Of(controlHits, control, hits, units), 12);

    // J. D. Cook, "Exact calculation of beta inequalities" (2005): g(a,b,c,d) + g(c,d,a,b) = 1 and g(a,b,c,d) = g(d,c,b,a).
    [Theory]
    [InlineData(20, 100, 30, 100)]
    [InlineData(200, 1_000, 240, 1_000)]
    [InlineData(5, 50, 3, 400)]
    [InlineData(50_000, 1_000_000, 50_300, 1_000_000)]
    public void The_chance_to_win_keeps_the_published_identities(long a, long n, long b, long m)
    {
        Assert.Equal(1, ChanceToWin.Of(a, n, b, m) + ChanceToWin.Of(b, m, a, n), 6);
        Assert.Equal(ChanceToWin.Of(a, n, b, m), ChanceToWin.Of(m - b, m, n - a, n), 6);
    }

    [Theory]
    [InlineData(20, 100, 30, 100)]
    [InlineData(8, 60, 12, 70)]
    public void The_chance_to_win_is_the_integral_that_it_stands_for(int a, int n, int b, int m)
    {
        const int steps = 20_000;
        double below = 0, won = 0, all = 0, whole = 0;
        for (var i = 0; i < steps; i++)
        {
            var x = (i + 0.5) / steps;
            var (control, own) = (Density(x, a, n), Density(x, b, m));
            won += own * (below + (control / 2));
            below += control;
            all += own;
        }

        whole = below * all;
        Assert.Equal(won / whole, ChanceToWin.Of(a, n, b, m), 4);

        static double Density(double x, int hits, int units) => Math.Exp((hits * Math.Log(x)) + ((units - hits) * Math.Log(1 - x)) - (units * Math.Log(0.5)));
    }

    // The worked example of the encyclopaedia's page on the Holm–Bonferroni method: 0.01, 0.04, 0.03, 0.005.
    [Fact]
    public void Holms_correction_of_the_published_example() =>
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 10)));

    [Fact]
    public void Holms_correction_never_passes_one() => Assert.Equal([1.0, 1.0, 0.3], Holm.Adjust([0.9, 0.8, 0.1]).Select(p => Math.Round(p, 10)));
}
