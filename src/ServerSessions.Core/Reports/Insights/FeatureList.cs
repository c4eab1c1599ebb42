using ServerSessions.Insights;

namespace ServerSessions.Reports.Insights;

/// <summary>The features that the options declare.</summary>
internal sealed record FeatureList(IReadOnlyList<Feature> Features)
{
    /// <summary>Each feature with each of its steps.</summary>
    public IEnumerable<(string Feature, string Step)> Steps => Features.SelectMany(f => f.Steps.Select(step => (f.Name, step)));

    /// <summary>The declared features by their steps; those of endpoints are not in it.</summary>
    public FeatureMap Map() => new(Steps);
}
