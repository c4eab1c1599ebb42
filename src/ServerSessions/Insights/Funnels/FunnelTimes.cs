namespace ServerSessions.Insights.Funnels;

/// <summary>Seconds between two steps: quantiles and a histogram of fixed limits.</summary>
internal sealed class FunnelTimes(int exactUpTo)
{
    private static readonly double[] Limits = [1, 3, 10, 30, 60, 180, 600, 1_800, 3_600, 10_800, 43_200, 86_400, 259_200, 604_800];

    private readonly long[] _counts = new long[Limits.Length + 1];
    private readonly Distribution _seconds = new(exactUpTo);

    public void Add(double seconds)
    {
        _seconds.Add(seconds);
        var at = Array.FindIndex(Limits, limit => seconds <= limit);
        _counts[at < 0 ? Limits.Length : at]++;
    }

    public void Merge(FunnelTimes other)
    {
        _seconds.Merge(other._seconds);
        for (var i = 0; i < _counts.Length; i++)
            _counts[i] += other._counts[i];
    }

    public Percentiles Percentiles() => _seconds.Percentiles();

    public IReadOnlyList<TimeBucket> Buckets() =>
        [.. _counts.Select((count, i) => new TimeBucket(i < Limits.Length ? Limits[i] : null, count)).Where(b => b.Count > 0)];
}
