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

    /// <summary>The value below which this share of the counts lies; null when there are none.</summary>
    public static double? Quantile(IReadOnlyCollection<(int Bucket, long Count)> counts, double share)
    {
        var total = counts.Sum(c => c.Count);
        if (total == 0)
            return null;
        var rank = (long)Math.Ceiling(share * total);
        foreach (var (bucket, count) in counts.OrderBy(c => c.Bucket))
            if ((rank -= count) <= 0)
                return Middle(bucket);
        throw new InvalidOperationException("The share of a quantile lies between 0 and 1.");
    }
}
