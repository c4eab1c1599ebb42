namespace ServerSessions.Insights.Experiments;

/// <summary>
/// Holm's step-down correction ("A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 1979):
/// of several primary metrics none is called by chance more often than one alone would be.
/// </summary>
internal static class Holm
{
    /// <summary>Adjusted p-values in the order of the given ones.</summary>
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        var adjusted = new double[values.Count];
        var (least, left) = (0d, values.Count);
        foreach (var i in Enumerable.Range(0, values.Count).OrderBy(i => values[i]))
            adjusted[i] = least = Math.Max(least, Math.Min(1, left-- * values[i]));
        return adjusted;
    }
}
