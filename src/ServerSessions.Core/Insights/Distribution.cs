using System.Runtime.InteropServices;

namespace ServerSessions.Insights;

/// <summary>
/// Values of which quantiles are asked. Up to a number of values it is exact (between two values it is interpolated, so the median of an
/// even number is the mean of the middle two); with more it is a log-scaled histogram, at most 5 % off. Which of the two depends on the
/// values alone, so merging in any order gives the same.
/// </summary>
internal sealed class Distribution(int exactUpTo = Distribution.Some)
{
    public const int Some = 16_384;

    private const long BytesPerValue = 8;
    private const long BytesPerBucket = 32;

    private readonly List<double> _values = [];
    private Dictionary<int, long>? _buckets;

    public long Count { get; private set; }

    /// <summary>Roughly the bytes that it takes.</summary>
    public long Bytes => (BytesPerValue * _values.Capacity) + (BytesPerBucket * (_buckets?.Count ?? 0));

    public void Add(double value)
    {
        Count++;
        if (_buckets is null)
            _values.Add(value);
        else
            Bucket(value, 1);
        Coarsen();
    }

    public void Merge(Distribution other)
    {
        Count += other.Count;
        if (_buckets is null)
            _values.AddRange(other._values);
        else
            foreach (var value in other._values)
                Bucket(value, 1);
        if (other._buckets is not null)
        {
            ToBuckets();
            foreach (var (bucket, count) in other._buckets)
                CollectionsMarshal.GetValueRefOrAddDefault(_buckets!, bucket, out _) += count;
        }

        Coarsen();
    }

    /// <summary>The value below which this share lies; null when there are none.</summary>
    public double? Quantile(double share)
    {
        if (Count == 0)
            return null;
        if (_buckets is not null)
            return LogHistogram.Quantile([.. _buckets.Select(b => (b.Key, b.Value))], share);
        var sorted = _values.Order().ToArray();
        var at = share * (sorted.Length - 1);
        var below = (int)Math.Floor(at);
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((at - below) * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>How many are greater.</summary>
    public long Above(double limit) => _buckets is null
        ? _values.Count(v => v > limit)
        : _buckets.Where(b => LogHistogram.Middle(b.Key) > limit).Sum(b => b.Value);

    /// <summary>The values as a log-scaled histogram, whichever they are.</summary>
    public IEnumerable<(int Bucket, long Count)> Buckets() => _buckets is not null
        ? _buckets.Select(b => (b.Key, b.Value))
        : _values.GroupBy(LogHistogram.Bucket).Select(g => (g.Key, (long)g.Count()));

    /// <summary>Adds values of which only the bucket is known: from then on it is a histogram.</summary>
    public void AddBucket(int bucket, long count)
    {
        ToBuckets();
        Count += count;
        CollectionsMarshal.GetValueRefOrAddDefault(_buckets!, bucket, out _) += count;
    }

    public Percentiles Percentiles() => new(Quantile(0.5), Quantile(0.9));

    private void Coarsen()
    {
        if (Count > exactUpTo)
            ToBuckets();
    }

    private void ToBuckets()
    {
        if (_buckets is not null)
            return;
        _buckets = [];
        foreach (var value in _values)
            Bucket(value, 1);
        _values.Clear();
        _values.TrimExcess();
    }

    private void Bucket(double value, long count) => CollectionsMarshal.GetValueRefOrAddDefault(_buckets!, LogHistogram.Bucket(value), out _) += count;
}
