namespace ServerSessions.Insights.Experiments;

/// <summary>Sums over the units that saw one variant and no other.</summary>
internal sealed class VariantTotals
{
    private readonly List<ExperimentUnitFacts> _units = [];
    private readonly List<double>[] _seconds;
    private readonly int _variant;

    public VariantTotals(int variant, int goals)
    {
        _variant = variant;
        _seconds = [.. Enumerable.Range(0, goals).Select(_ => new List<double>())];
    }

    public int Units => _units.Count;
    public long Steps { get; private set; }
    public long Errors { get; private set; }
    public long Sessions { get; private set; }
    public long Abandoned { get; private set; }
    public long Friction { get; private set; }

    public double? ServerP95 => LogHistogram.Quantile(
        [.. _units.SelectMany(u => u.Server).GroupBy(s => s.Bucket, s => (long)s.Count).Select(g => (g.Key, g.Sum()))], 0.95);

    public void Add(ExperimentUnitFacts unit)
    {
        _units.Add(unit);
        Steps += unit.Steps;
        Errors += unit.Errors;
        Sessions += unit.Sessions;
        Abandoned += unit.Abandoned;
        Friction += unit.Friction;
        for (var goal = 0; goal < _seconds.Length; goal++)
            if (unit.Converted(goal, _variant) is { } microseconds)
                _seconds[goal].Add(microseconds / 1e6);
    }

    public int Conversions(int goal) => _seconds[goal].Count;

    /// <summary>The maximum time that this share of the converted units needed; null when none converted.</summary>
    public double? Seconds(int goal, double share)
    {
        var sorted = _seconds[goal];
        sorted.Sort();
        return sorted.Count == 0 ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
    }

    public long With(Func<ExperimentUnitFacts, bool> concerned) => _units.LongCount(concerned);

    /// <summary>Units that met a step slower than this.</summary>
    public long SlowerThan(double milliseconds)
    {
        var bucket = LogHistogram.Bucket(milliseconds);
        return _units.LongCount(u => u.Server.Any(s => s.Bucket > bucket));
    }
}
