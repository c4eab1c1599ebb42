namespace ServerSessions.Reports.Insights;

/// <summary>The features that the options declare.</summary>
internal sealed record FeatureList(IReadOnlyList<Feature> Features);
