using ServerSessions.Insights.Personal;
using ServerSessions.Reports.Insights;

namespace ServerSessions.Reports.Personal;

/// <summary>The areas of the application, by the newest endpoint table.</summary>
internal sealed class AppAreas(AppFeatures features)
{
    private volatile Known? _last;

    public async ValueTask<Areas> FindAsync(CancellationToken cancellationToken)
    {
        var (settings, endpoints, version) = await features.FindAsync(cancellationToken);
        if (_last is { } last && last.Version == version)
            return last.Areas;
        var areas = new Areas(
            settings.Features, endpoints.Where(e => !e.IsOfLibrary).DistinctBy(e => e.Step).ToDictionary(e => e.Step, e => e.Route, StringComparer.Ordinal),
            endpoints.Where(e => e.IsOfLibrary).Select(e => e.Step));
        _last = new Known(version, areas);
        return areas;
    }

    private sealed record Known(string Version, Areas Areas);
}
