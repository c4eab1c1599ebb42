namespace ServerSessions.Insights;

/// <summary>Think times of steps, in seconds.</summary>
internal sealed class DwellTimes(int exactUpTo)
{
    private readonly Dictionary<string, Distribution> _steps = new(StringComparer.Ordinal);

    public void Add(string step, double seconds)
    {
        if (!_steps.TryGetValue(step, out var times))
            _steps.Add(step, times = new Distribution(exactUpTo));
        times.Add(seconds);
    }

    public void Merge(DwellTimes other)
    {
        foreach (var (step, times) in other._steps)
        {
            if (!_steps.TryGetValue(step, out var mine))
                _steps.Add(step, mine = new Distribution(exactUpTo));
            mine.Merge(times);
        }
    }

    public long Bytes => _steps.Values.Sum(s => s.Bytes);

    public Distribution? Of(string step) => _steps.GetValueOrDefault(step);
}
