using System.Runtime.InteropServices;

namespace ServerSessions.Insights.Funnels;

/// <summary>Counts what sessions have that entered a funnel, apart for those that converted, and tells what goes together with it.</summary>
internal sealed class FunnelFactors(FunnelNames names)
{
    private const int LeastUnits = 25;
    private const double LeastShare = 0.02;
    private const int Shown = 50;

    private readonly Dictionary<(string Kind, string Value), (long Converted, long Left)> _factors = [];
    private readonly HashSet<(string Kind, string Value)> _of = [];
    private long _converted;
    private long _left;

    public void Add(Walk walk, bool converted)
    {
        (_converted, _left) = converted ? (_converted + 1, _left) : (_converted, _left + 1);
        _of.Clear();
        foreach (var step in walk.Steps)
            if (names.Of(step.Name) == FunnelNames.Other)
                _of.Add(("step", step.Name));
        foreach (var step in walk.Errors)
            _of.Add(("outcome", step.CauseText));
        _of.Add(("entry", walk.Steps[0].Name));
        _of.Add(("user", walk.User.IsNone ? "anonymous" : "known"));
        _of.Add(("new", walk.IsNew ? "true" : "false"));
        if (walk.Client is not null)
        {
            var (browser, device) = ClientParts.Of(walk.Client);
            _of.Add(("browser", browser));
            _of.Add(("device", device));
        }

        if (walk.Country is not null)
            _of.Add(("country", walk.Country));
        if (walk.Referrer is not null)
            _of.Add(("referrer", walk.Referrer));
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
            .Select(f => (Name: $"{f.Key.Kind}: {f.Key.Value}", f.Value, P: Association.PValue(f.Value.Converted, f.Value.Left, _converted - f.Value.Converted, _left - f.Value.Left)))
            .OrderBy(f => f.P).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();
        var q = Association.FalseDiscovery([.. tested.Select(f => f.P)]);
        return [.. tested.Take(Shown).Select((f, i) => new FunnelFactor(
            f.Name, Units(f.Value), f.Value.Converted,
            Association.OddsRatio(f.Value.Converted, f.Value.Left, _converted - f.Value.Converted, _left - f.Value.Left), f.P, q[i]))];
    }

    private static long Units((long Converted, long Left) counts) => counts.Converted + counts.Left;

    private void Count((string Kind, string Value) factor, (long Converted, long Left) more)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_factors, factor, out _);
        counts = (counts.Converted + more.Converted, counts.Left + more.Left);
    }
}
