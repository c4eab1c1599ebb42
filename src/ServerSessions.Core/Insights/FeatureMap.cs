using System.Collections.Frozen;

namespace ServerSessions.Insights;

/// <summary>Which steps belong to which features; a step may belong to several.</summary>
internal sealed class FeatureMap
{
    private readonly FrozenDictionary<string, string[]> _byStep;

    public FeatureMap(IEnumerable<(string Feature, string Step)> pairs)
    {
        _byStep = pairs.GroupBy(p => p.Step, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Feature).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        Names = [.. _byStep.Values.SelectMany(f => f).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    public static FeatureMap Empty { get; } = new([]);

    public IReadOnlyList<string> Names { get; }

    /// <summary>For each step of several features, those features.</summary>
    public IEnumerable<string[]> Together => _byStep.Values.Where(features => features.Length > 1);

    public ReadOnlySpan<string> Of(string step) => _byStep.GetValueOrDefault(step) ?? [];
}
