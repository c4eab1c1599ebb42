namespace ServerSessions.Insights;

/// <summary>When one person began, and the periods in which they returned.</summary>
internal sealed class UserPeriods
{
    private readonly Dictionary<int, DateTimeOffset> _returns = [];

    public DateTimeOffset Start { get; private set; } = DateTimeOffset.MaxValue;

    public HashSet<int> Days { get; } = [];

    public bool Began => Start != DateTimeOffset.MaxValue;

    public void Begin(DateTimeOffset time) => Start = time < Start ? time : Start;

    /// <summary>The latest of each period is enough: it lies after the start, or none does.</summary>
    public void Return(DateTimeOffset time, int period)
    {
        if (!_returns.TryGetValue(period, out var latest) || latest < time)
            _returns[period] = time;
    }

    public bool ReturnedIn(int period) => _returns.TryGetValue(period, out var latest) && latest >= Start;

    /// <summary>The last period with a return; the least number when there is none.</summary>
    public int LastReturn => _returns.Where(r => r.Value >= Start).Select(r => r.Key).DefaultIfEmpty(int.MinValue).Max();

    public void Merge(UserPeriods other)
    {
        Begin(other.Start);
        Days.UnionWith(other.Days);
        foreach (var (period, time) in other._returns)
            Return(time, period);
    }
}
