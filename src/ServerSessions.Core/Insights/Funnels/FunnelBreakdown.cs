namespace ServerSessions.Insights.Funnels;

/// <summary>A funnel, and the same apart for each value that sessions have one of; beyond fifty values the rest is "(other)".</summary>
/// <param name="funnel">The funnel.</param>
/// <param name="key">The dimension of the breakdown; null for none.</param>
internal sealed class FunnelBreakdown(FunnelDefinition funnel, string? key) : ISizedFold
{
    private const int MaxValues = 50;
    private const string Other = "(other)";

    private readonly FunnelFold _all = new(funnel);
    private readonly Dictionary<string, FunnelFold> _parts = new(StringComparer.Ordinal);

    public long Bytes => _all.Bytes + _parts.Values.Sum(p => p.Bytes);

    public void Add(Journey journey)
    {
        _all.Add(journey);
        if (key is not null)
            Part(Segment.Value(journey, key)).Add(journey);
    }

    public void Merge(FunnelBreakdown other)
    {
        _all.Merge(other._all);
        foreach (var (value, part) in other._parts)
            Part(value).Merge(part);
    }

    public FunnelReport Result()
    {
        var parts = _parts.Select(p => (p.Key, Report: p.Value.Result())).OrderByDescending(p => p.Report.Units).ThenBy(p => p.Key, StringComparer.Ordinal);
        return _all.Result() with { Breakdown = parts.ToDictionary(p => p.Key, p => p.Report) };
    }

    private FunnelFold Part(string value)
    {
        if (!_parts.ContainsKey(value) && _parts.Count >= MaxValues)
            value = Other;
        if (!_parts.TryGetValue(value, out var part))
            _parts.Add(value, part = new FunnelFold(funnel));
        return part;
    }
}
