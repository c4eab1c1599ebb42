namespace ServerSessions.Dashboard.Hosting;

/// <summary>Finds the page for a path below "insights".</summary>
internal static class InsightPages
{
    public static IPageSource? Find(IReadOnlyList<string> parts) => parts switch
    {
        [var page] => One(page),
        [var page, var name] when Is(page, "funnels") && Is(name, "sessions") => new FunnelSessionsSource(null),
        [var page, var name] when Is(page, "funnels") => new FunnelSource(name),
        [var page, var name, var sessions] when Is(page, "funnels") && Is(sessions, "sessions") => new FunnelSessionsSource(name),
        [var page, var name] when Is(page, "experiments") => new ExperimentSource(name),
        [var page, var version] when Is(page, "releases") => new ReleaseSource(version),
        _ => null,
    };

    private static IPageSource? One(string page) => page.ToLowerInvariant() switch
    {
        "abandonment" => new AbandonmentSource(),
        "adoption" => new AdoptionSource(),
        "alerts" => new ThresholdsSource(),
        "automation" => new AutomationSource(),
        "clicks" => new ClicksSource(),
        "engagement" => new EngagementSource(),
        "experiments" => new ExperimentsSource(),
        "fields" => new FieldsSource(),
        "friction" => new FrictionSource(),
        "funnels" => new FunnelSource(null),
        "goals" => new GoalsSource(),
        "latency" => new LatencySource(),
        "navigation" => new NavigationSource(),
        "nudges" => new NudgesSource(),
        "paths" => new PathsSource(),
        "releases" => new ReleasesSource(),
        "retention" => new RetentionSource(),
        "stuck" => new StuckSource(),
        "vitals" => new WebVitalsSource(),
        _ => null,
    };

    private static bool Is(string part, string name) => part.Equals(name, StringComparison.OrdinalIgnoreCase);
}
