namespace ServerSessions.Insights.Folds;

/// <summary>What browsers report of pages, by step and device: visible time beside our own time, how far pages are scrolled, and signs of trouble.</summary>
internal sealed class EngagementFold(int exactUpTo = Distribution.Some) : ISizedFold
{
    private const int Shown = 200;

    private readonly Dictionary<(string Step, string Device), EngagementTimes> _pages = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private long _sessions;
    private long _reported;
    private long _visibleTicks;

    public long Bytes => _pages.Values.Sum(p => p.Bytes);

    public void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        _sessions++;
        var device = journey.Client is { } client ? ClientParts.Of(client).Device : "";
        var isReported = false;
        _seen.Clear();
        foreach (var step in journey.Steps)
        {
            if (step.Engagement is not { } seen)
                continue;
            isReported = true;
            _visibleTicks += seen.Visible.Ticks;
            // A redirect has no page of its own.
            var name = step.Landed ?? step.Name;
            var page = Of(name, device);
            page.Add(step, seen);
            page.Sessions += _seen.Add(name) ? 1 : 0;
        }

        _reported += isReported ? 1 : 0;
    }

    public void Merge(EngagementFold other)
    {
        _sessions += other._sessions;
        _reported += other._reported;
        _visibleTicks += other._visibleTicks;
        foreach (var (page, times) in other._pages)
            Of(page.Step, page.Device).Merge(times);
    }

    public EngagementReport Result() => new()
    {
        Sessions = _sessions,
        Reported = _reported,
        VisibleSeconds = _reported == 0 ? null : new TimeSpan(_visibleTicks).TotalSeconds / _reported,
        Pages = [.. _pages.OrderByDescending(p => p.Value.Views).ThenBy(p => p.Key.Step, StringComparer.Ordinal).ThenBy(p => p.Key.Device, StringComparer.Ordinal).Take(Shown)
            .Select(p => p.Value.Result(p.Key.Step, p.Key.Device))],
    };

    private EngagementTimes Of(string step, string device)
    {
        if (!_pages.TryGetValue((step, device), out var times))
            _pages.Add((step, device), times = new EngagementTimes(exactUpTo));
        return times;
    }
}
