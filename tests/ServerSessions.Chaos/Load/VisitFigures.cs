namespace ServerSessions.Chaos.Load;

/// <summary>How visits went.</summary>
internal sealed class VisitFigures(int total)
{
    private readonly double[] _microseconds = new double[total];
    private int _succeeded;

    public int Succeeded => _succeeded;

    public int Failed => total - _succeeded;

    public void Add(int number, TimeSpan latency, bool succeeded)
    {
        _microseconds[number] = latency.TotalMicroseconds;
        if (succeeded)
            Interlocked.Increment(ref _succeeded);
    }

    /// <summary>The latency below which this share of the visits stayed, microseconds.</summary>
    public double Quantile(double share)
    {
        var sorted = _microseconds.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}
