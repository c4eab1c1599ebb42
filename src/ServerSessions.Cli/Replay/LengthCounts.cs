using System.Runtime.InteropServices;

namespace ServerSessions.Cli.Replay;

/// <summary>How many sessions have which length; exact, and as small as there are different lengths.</summary>
internal sealed class LengthCounts
{
    private readonly Dictionary<long, long> _counts = [];
    private long _total;

    public void Add(long microseconds)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, microseconds, out _)++;
        _total++;
    }

    /// <summary>The middle length, or the mean of the two in the middle; null of none.</summary>
    public double? MedianSeconds()
    {
        if (_total == 0)
            return null;
        var sorted = _counts.OrderBy(pair => pair.Key).ToArray();
        return (At(sorted, (_total - 1) / 2) + At(sorted, _total / 2)) / 2.0 / TimeSpan.MicrosecondsPerSecond;
    }

    private static long At(KeyValuePair<long, long>[] sorted, long rank)
    {
        var index = 0;
        while (rank >= sorted[index].Value)
            rank -= sorted[index++].Value;
        return sorted[index].Key;
    }
}
