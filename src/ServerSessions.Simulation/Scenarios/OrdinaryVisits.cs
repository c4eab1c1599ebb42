namespace ServerSessions.Simulation.Scenarios;

/// <summary>Names of the scenarios of a site on an ordinary day: people, crawlers, and the attacks that come now and then.</summary>
internal static class OrdinaryVisits
{
    // Each person is in one place, so that no alert is about a journey of the demonstration's own making.
    public static IReadOnlyList<string> People { get; } =
    [
        "shopper", "window-shopper", "returning-customer", "mistyper", "back-button", "prefetch", "restored-tabs", "password-manager", "slow-typist",
        "mobile-carrier", "tab-opener", "desktop-site", "stale-form", "two-tabs", "dual-stack", "phone-on-the-move", "declined-card", "member",
    ];

    public static IReadOnlyList<string> Crawlers { get; } = ["search-crawler", "assistant", "link-checker"];

    public static IReadOnlyList<string> Honest { get; } = [.. People, .. Crawlers];

    public static IReadOnlyList<string> Attacks { get; } = ["credential-stuffing", "scanner", "invoice-walk", "stuffing-success"];
}
