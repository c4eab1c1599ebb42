namespace ServerSessions.Benchmarks.Running;

/// <summary>Medians, and their intervals from the order of the values alone: nothing is assumed about how they are spread.</summary>
internal static class Statistics
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? throw new ArgumentException("There is no median of nothing.", nameof(values))
            : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>
    /// The median and the narrowest pair of order statistics that holds it with at least 95 % (of 9 values the second and the
    /// eighth). Fewer than six values cannot give that much: then it is the smallest and the largest.
    /// </summary>
    public static Interval MedianInterval(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var outside = 0;
        var tail = 0d;
        for (var chance = Math.Pow(0.5, sorted.Length); 2 * (tail + chance) <= 0.05; outside++)
        {
            tail += chance;
            chance = chance * (sorted.Length - outside) / (outside + 1);
        }

        var rank = Math.Max(0, outside - 1);
        return new Interval(Median(sorted), sorted[rank], sorted[^(rank + 1)]);
    }
}
