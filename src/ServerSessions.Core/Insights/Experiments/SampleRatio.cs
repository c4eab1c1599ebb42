using MathNet.Numerics;

namespace ServerSessions.Insights.Experiments;

/// <summary>
/// Sample ratio mismatch: Pearson's chi-squared test of the exposures against the weights. A mismatch says that variants lose people
/// in different ways (a redirect, a crash, a bot), and then no other figure means anything (Fabijan et al., KDD 2019).
/// </summary>
internal static class SampleRatio
{
    /// <summary>The chi-squared statistic and the chance of one at least as great when the weights hold.</summary>
    public static (double ChiSquared, double P) Test(IReadOnlyList<long> observed, IReadOnlyList<double> weights)
    {
        var (total, weight) = ((double)observed.Sum(), weights.Sum());
        if (total == 0)
            return (0, 1);
        var statistic = 0d;
        for (var i = 0; i < observed.Count; i++)
        {
            var expected = total * weights[i] / weight;
            statistic += (observed[i] - expected) * (observed[i] - expected) / expected;
        }

        return (statistic, UpperTail(statistic, observed.Count - 1));
    }

    /// <summary>The chance of a chi-squared value of this or more.</summary>
    public static double UpperTail(double chiSquared, int degrees) =>
        chiSquared <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2d, chiSquared / 2);
}
