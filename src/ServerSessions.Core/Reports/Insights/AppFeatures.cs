using ServerSessions.Insights;
using ServerSessions.Journeys;
using ServerSessions.Model;

namespace ServerSessions.Reports.Insights;

/// <summary>What the application can do: the features that it declares and those of its endpoints, by the newest endpoint table.</summary>
internal sealed class AppFeatures(CatalogStore catalogs, InsightSettings settings, FeatureList declared)
{
    public async ValueTask<(InsightSettings Settings, IReadOnlyList<EndpointFacts> Endpoints, string Catalog)> FindAsync(CancellationToken cancellationToken)
    {
        var catalog = await catalogs.NewestAsync(cancellationToken);
        var features = catalog.Endpoints.Where(e => e.Feature is not null).Select(e => (e.Feature!, e.Step))
            .Concat(declared.Steps);
        return (
            settings with { Features = new FeatureMap(features) },
            [.. catalog.Endpoints.Where(e => (e.Flags & (EventFlags.Trap | EventFlags.Passive)) == 0)],
            catalog.Version);
    }
}
