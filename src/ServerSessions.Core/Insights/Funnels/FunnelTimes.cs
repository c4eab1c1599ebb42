using System.Globalization;

namespace ServerSessions.Insights.Funnels;

/// <summary>Seconds between two steps: quantiles and a histogram of fixed limits.</summary>
internal sealed class FunnelTimes(int exactUpTo)
{
    private static readonly double[] Limits = [1, 3, 10, 30, 60, 180, 600, 1_800, 3_600, 10_800, 43_200, 86_400, 259_200, 604_800];

    private readonly long[] _counts = new long[Limits.Length + 1];
    private readonly Distribution _seconds = new(exactUpTo);

    public long Bytes => _seconds.Bytes;

    public void Add(double seconds)
    {
        _seconds.Add(seconds);
        var at = 0;
        while (at < Limits.Length && seconds > Limits[at])
            at++;
        _counts[at]++;
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

    /// <summary>Buckets of the log-scaled histogram as <c>b</c> and those of fixed limits as <c>h</c>, each with its number.</summary>
    public IEnumerable<NamedCount> Fields()
    {
        foreach (var (bucket, count) in _seconds.Buckets())
            yield return new NamedCount(string.Create(CultureInfo.InvariantCulture, $"b{bucket}"), count);
        for (var i = 0; i < _counts.Length; i++)
            if (_counts[i] > 0)
                yield return new NamedCount(string.Create(CultureInfo.InvariantCulture, $"h{i}"), _counts[i]);
    }

    public void Merge(string field, long count)
    {
        var number = int.Parse(field.AsSpan(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (field[0] == 'b')
            _seconds.AddBucket(number, count);
        else if (number < _counts.Length)
            _counts[number] += count;
    }
}
