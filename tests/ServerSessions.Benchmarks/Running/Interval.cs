namespace ServerSessions.Benchmarks.Running;

/// <summary>A median and where it lies with at least 95 % confidence.</summary>
/// <param name="Median">The median of what was measured.</param>
/// <param name="Low">Lower bound.</param>
/// <param name="High">Upper bound.</param>
internal readonly record struct Interval(double Median, double Low, double High)
{
    public string Text(string format) => $"{Median.ToString(format)} ({Low.ToString(format)} to {High.ToString(format)})";
}
