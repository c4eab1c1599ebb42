using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Funnels;

/// <summary>Counts what sessions have that entered a funnel, apart for those that converted, and tells what goes together with it.</summary>
internal sealed class FunnelFactors(FunnelNames names)
{
    private const int LeastUnits = 25;
    private const double LeastShare = 0.02;
    private const int Shown = 50;

    private readonly Dictionary<string, (long Converted, long Left)> _factors = new(StringComparer.Ordinal);
    private readonly HashSet<string> _of = new(StringComparer.Ordinal);
    private long _converted;
    private long _left;

    public void Add(Journey journey, IReadOnlyList<StepRun> runs, bool converted)
    {
        (_converted, _left) = converted ? (_converted + 1, _left) : (_converted, _left + 1);
        _of.Clear();
        foreach (var run in runs)
            if (names.Of(run.Name) == FunnelNames.Other)
                _of.Add("step: " + run.Name);
        foreach (var step in journey.Steps)
            if (step.Outcome is not (Outcome.Ok or Outcome.Redirected))
                _of.Add("outcome: " + CauseText.Of(step));
        _of.Add("entry: " + runs[0].Name);
        foreach (var (key, value) in Segment.Facts(journey))
            _of.Add($"{key}: {value}");
        foreach (var factor in _of)
            Count(factor, converted ? (1, 0) : (0, 1));
    }

    public void Merge(FunnelFactors other)
    {
        (_converted, _left) = (_converted + other._converted, _left + other._left);
        foreach (var (factor, counts) in other._factors)
            Count(factor, counts);
    }

    public IReadOnlyList<FunnelFactor> Result()
    {
        var units = _converted + _left;
        var tested = _factors
            .Where(f => Units(f.Value) is var with && with >= LeastUnits && with >= LeastShare * units && with < units)
            .Select(f => (f.Key, f.Value, P: Association.PValue(f.Value.Converted, f.Value.Left, _converted - f.Value.Converted, _left - f.Value.Left)))
            .OrderBy(f => f.P).ThenBy(f => f.Key, StringComparer.Ordinal).ToList();
        var q = Association.FalseDiscovery([.. tested.Select(f => f.P)]);
        return [.. tested.Take(Shown).Select((f, i) => new FunnelFactor(
            f.Key, Units(f.Value), f.Value.Converted,
            Association.OddsRatio(f.Value.Converted, f.Value.Left, _converted - f.Value.Converted, _left - f.Value.Left), f.P, q[i]))];
    }

    private static long Units((long Converted, long Left) counts) => counts.Converted + counts.Left;

    private void Count(string factor, (long Converted, long Left) more)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_factors, factor, out _);
        counts = (counts.Converted + more.Converted, counts.Left + more.Left);
    }
}
