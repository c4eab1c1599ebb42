namespace ServerSessions.Insights.Navigation;

/// <summary>
/// How far a count lies from the median of others, in robust deviations: 1.4826 × their median absolute deviation, which is the
/// standard deviation where they are normal (Rousseeuw and Croux, 1993). Of four to six values that deviation is often small by chance
/// (of six normal ones, a score of 4 comes once in thirty), so it is never taken for less than chance alone makes of a count, and never
/// for less than a tenth of the median: a site that has grown by a third has not broken.
/// </summary>
internal static class RobustScore
{
    private const double MadToDeviation = 1.4826;
    private const double MinShare = 0.1;

    public static double Of(double value, IReadOnlyList<double> others)
    {
        var median = Median(others);
        var mad = Median([.. others.Select(o => Math.Abs(o - median))]);
        // A Poisson count's variance is its mean, and the median of n is itself off by π / 2n of it; one more, because a median of 0 is no mean of 0.
        var chance = Math.Sqrt((median * (1 + (Math.PI / (2 * others.Count)))) + 1);
        return (value - median) / Math.Max(MadToDeviation * mad, Math.Max(chance, MinShare * median));
    }

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
