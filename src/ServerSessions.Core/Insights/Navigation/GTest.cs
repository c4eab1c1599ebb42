using MathNet.Numerics;

namespace ServerSessions.Insights.Navigation;

/// <summary>
/// The log-likelihood ratio test of whether two rows of counts come from the same shares (Sokal and Rohlf, "Biometry"; McDonald,
/// "Handbook of Biological Statistics"). Targets too rare to say anything are one together.
/// </summary>
internal static class GTest
{
    private const double MinExpected = 5;

    /// <summary>The statistic and the chance of one at least as great when nothing has changed.</summary>
    public static (double G, double P) Of(IReadOnlyList<long> now, IReadOnlyList<long> before)
    {
        var (here, there) = ((double)now.Sum(), (double)before.Sum());
        if (here == 0 || there == 0)
            return (0, 1);
        var share = Math.Min(here, there) / (here + there);
        var cells = new List<(double Now, double Before)>();
        var (restNow, restBefore) = (0d, 0d);
        for (var i = 0; i < now.Count; i++)
            if ((now[i] + before[i]) * share >= MinExpected)
                cells.Add((now[i], before[i]));
            else
                (restNow, restBefore) = (restNow + now[i], restBefore + before[i]);
        if (restNow + restBefore > 0)
            cells.Add((restNow, restBefore));
        if (cells.Count < 2)
            return (0, 1);
        var g = 0d;
        foreach (var (a, b) in cells)
            g += Term(a, here, a + b, here + there) + Term(b, there, a + b, here + there);
        g = Math.Max(0, 2 * g);
        return (g, g == 0 ? 1 : SpecialFunctions.GammaUpperRegularized((cells.Count - 1) / 2d, g / 2));
    }

    private static double Term(double observed, double row, double column, double total) =>
        observed == 0 ? 0 : observed * Math.Log(observed * total / (row * column));
}
