namespace ServerSessions.Insights.Folds;

/// <summary>Web vitals by step, of sessions that were completed and of those that were not.</summary>
internal sealed class WebVitalsFold(int exactUpTo = Distribution.Some) : ISizedFold
{
    private const int Shown = 200;

    private readonly Dictionary<string, (VitalsGroup All, VitalsGroup Completed, VitalsGroup Others)> _pages = new(StringComparer.Ordinal);
    private long _sessions;
    private long _reported;

    public long Bytes => _pages.Values.Sum(p => p.All.Bytes + p.Completed.Bytes + p.Others.Bytes);

    public void Add(Journey journey)
    {
        if (journey.Steps.Count == 0)
            return;
        _sessions++;
        var person = Visitor.Of(journey) is { IsNone: false } visitor ? visitor : journey.Key;
        var isReported = false;
        foreach (var loads in journey.Steps.Where(s => s.Engagement?.Vitals is not null).GroupBy(s => s.Landed ?? s.Name, s => s.Engagement!.Vitals!, StringComparer.Ordinal))
        {
            isReported = true;
            var page = Of(loads.Key);
            page.All.Add(person, loads);
            (journey.Class == JourneyClass.Completed ? page.Completed : page.Others).Add(person, loads);
        }

        _reported += isReported ? 1 : 0;
    }

    public void Merge(WebVitalsFold other)
    {
        _sessions += other._sessions;
        _reported += other._reported;
        foreach (var (step, theirs) in other._pages)
        {
            var mine = Of(step);
            mine.All.Merge(theirs.All);
            mine.Completed.Merge(theirs.Completed);
            mine.Others.Merge(theirs.Others);
        }
    }

    public WebVitalsReport Result() => new()
    {
        Sessions = _sessions,
        Reported = _reported,
        Pages = [.. _pages.Where(p => p.Value.All.IsShown).OrderByDescending(p => p.Value.All.Sessions).ThenBy(p => p.Key, StringComparer.Ordinal).Take(Shown).Select(p => new WebVitalsPage
        {
            Step = p.Key,
            Sessions = p.Value.All.Sessions,
            CompletedShare = (double)p.Value.Completed.Sessions / p.Value.All.Sessions,
            All = p.Value.All.Result(),
            Completed = p.Value.Completed.IsShown ? p.Value.Completed.Result() : null,
            NotCompleted = p.Value.Others.IsShown ? p.Value.Others.Result() : null,
        })],
    };

    private (VitalsGroup All, VitalsGroup Completed, VitalsGroup Others) Of(string step)
    {
        if (!_pages.TryGetValue(step, out var page))
            _pages.Add(step, page = (new(exactUpTo), new(exactUpTo), new(exactUpTo)));
        return page;
    }
}
