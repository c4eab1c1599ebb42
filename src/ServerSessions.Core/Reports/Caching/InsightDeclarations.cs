using ServerSessions.Insights;

namespace ServerSessions.Reports.Caching;

/// <summary>The declarations of the application that answers depend on.</summary>
internal sealed record InsightDeclarations(
    IReadOnlyList<Flow> Flows, IReadOnlyList<FunnelDefinition> Funnels, IReadOnlyList<Experiment> Experiments, IReadOnlyCollection<string> Goals,
    IReadOnlyList<Feature> Features, string Zone)
{
    /// <summary>The zone with its rules: two machines may know others.</summary>
    public static InsightDeclarations Of(InsightSettings settings, IReadOnlyList<Feature> features) => new(
        settings.Flows, settings.Funnels, settings.Experiments, settings.Goals, features, settings.Zone.ToSerializedString());
}
