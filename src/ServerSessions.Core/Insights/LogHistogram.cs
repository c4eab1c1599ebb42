using System.Globalization;

namespace ServerSessions.Insights;

/// <summary>
/// Buckets of a log-scaled histogram: each is 10 % wider than the one before, so a value read back from the middle of its bucket
/// is at most 5 % off. Counts of buckets add up, so histograms merge exactly.
/// </summary>
internal static class LogHistogram
{
    private const double Base = 1.1;
    private static readonly double LogBase = Math.Log(Base);

    /// <summary>The bucket of a value in any unit; 0 and below share the bucket <see cref="int.MinValue"/>.</summary>
    public static int Bucket(double value) => value <= 0 ? int.MinValue : (int)Math.Floor(Math.Log(value) / LogBase);

    /// <summary>The bucket as a part of a field's name.</summary>
    public static string Text(double value) => Bucket(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The bucket that <see cref="Text"/> wrote.</summary>
    public static int Bucket(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The geometric middle of a bucket.</summary>
    public static double Middle(int bucket) => bucket == int.MinValue ? 0 : Math.Pow(Base, bucket + 0.5);

    /// <summary>
    /// The value below which this share of the counts lies, interpolated between the middles of two buckets as <see cref="Distribution"/> interpolates between two
    /// values, so that it is within the same 5 % of the exact one; null when there are none.
    /// </summary>
    public static double? Quantile(IReadOnlyCollection<(int Bucket, long Count)> counts, double share)
    {
        if (share is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(share), share, "The share of a quantile lies between 0 and 1.");
        var at = share * (counts.Sum(c => c.Count) - 1);
        var below = (long)Math.Floor(at);
        var (seen, lower) = (0L, (double?)null);
        foreach (var (bucket, count) in counts.OrderBy(c => c.Bucket))
        {
            seen += count;
            if (seen > below)
                lower ??= Middle(bucket);
            if (seen > below + 1)
                return lower + ((at - below) * (Middle(bucket) - lower));
        }

        return lower;
    }
}
