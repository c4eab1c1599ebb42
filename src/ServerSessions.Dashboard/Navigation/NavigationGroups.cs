using ServerSessions.Dashboard.Hosting;

namespace ServerSessions.Dashboard.Navigation;

/// <summary>All pages of the navigation. A new page is one line here.</summary>
internal static class NavigationGroups
{
    public static IReadOnlyList<NavigationGroup> All { get; } =
    [
        new("Overview",
        [
            new("", "Overview", links => links.Start),
            new("goals", "Goals", links => links.Goals),
            new("releases", "Releases", links => links.Releases),
            new("thresholds", "Thresholds", links => links.Thresholds),
        ]),
        new("Behaviour",
        [
            new("funnels", "Funnels", links => links.Insight("funnels")),
            new("paths", "Paths", links => links.Insight("paths")),
            new("friction", "Friction", links => links.Insight("friction")),
            new("abandonment", "Abandonment", links => links.Insight("abandonment")),
            new("features", "Features", links => links.Insight("adoption")),
            new("retention", "Retention", links => links.Insight("retention")),
            new("experiments", "Experiments", links => links.Insight("experiments")),
            new("navigation", "Navigation", links => links.Insight("navigation")),
            new("latency", "Latency", links => links.Insight("latency")),
            new("engagement", "Engagement", links => links.Insight("engagement")),
            new("vitals", "Web vitals", links => links.Insight("vitals")),
            new("clicks", "Clicks", links => links.Insight("clicks")),
            new("fields", "Form fields", links => links.Insight("fields")),
        ]),
        new("People",
        [
            new("stuck", "Stuck today", links => links.HasSessions ? links.Stuck : null) { IsOpen = access => access.SeesIdentities },
            new("sessions", "Sessions", links => links.Sessions),
            new("live", "Live", links => links.HasSessions ? links.Live : null),
            new("users", "People", links => links.HasSessions ? links.Users : null) { IsOpen = access => access.SeesIdentities },
            new("nudges", "Nudges", links => links.Nudges),
        ]),
        new("Security",
        [
            new("alerts", "Alerts", links => links.Alerts) { IsOpen = access => access.SeesSecurity },
            new("detectors", "Rules", links => links.Rules) { IsOpen = access => access.SeesSecurity },
            new("replays", "Replays", links => links.Replays) { IsOpen = access => access.SeesSecurity },
            new("decisions", "Responses", links => links.ActiveDecisions) { IsOpen = access => access.SeesSecurity },
            new("automation", "Automation", links => links.Automation),
        ]),
        new("System",
        [
            new("pipeline", "Pipeline", links => links.Pipeline),
            new("webhooks", "Webhooks", links => links.Webhooks) { IsOpen = access => access.Administers },
            new("privacy", "Privacy", links => links.Privacy) { IsOpen = access => access.SeesIdentities },
            new("recording-views", "Views of recordings", links => links.RecordingViews) { IsOpen = access => access.Administers },
            new("shares", "Shared links", links => links.Shares) { IsOpen = access => access.Defines },
        ]),
    ];

    /// <summary>Returns the section of a page by its address, or by that of the page that it is below; "" for none.</summary>
    public static string SectionAt(PageLinks links) => All.SelectMany(group => group.Pages)
        .Where(page => page.Section.Length > 0 && page.Link(links) is not null && $"{links.Own}/".StartsWith($"{page.Link(links)?.Split('?')[0]}/", StringComparison.OrdinalIgnoreCase))
        .Select(page => page.Section).FirstOrDefault("");

    /// <summary>Returns the group of a section; null for a page that belongs to none, such as an error.</summary>
    public static NavigationGroup? Of(string section) => All.FirstOrDefault(group => group.Has(section));
}
