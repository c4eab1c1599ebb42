namespace ServerSessions.Simulation.Scenarios;

/// <summary>Names of the scenarios of a site on an ordinary day: people, with a crawler and a link checker among them, and the attacks that come now and then.</summary>
internal static class OrdinaryVisits
{
    // Each person is in one place, so that no alert is about a journey of the demonstration's own making.
    public static IReadOnlyList<string> Honest { get; } =
    [
        "shopper", "window-shopper", "returning-customer", "mistyper", "back-button", "prefetch", "restored-tabs", "password-manager", "slow-typist",
        "mobile-carrier", "tab-opener", "desktop-site", "stale-form", "two-tabs", "search-crawler", "link-checker", "dual-stack", "phone-on-the-move", "declined-card",
    ];

    public static IReadOnlyList<string> Attacks { get; } = ["credential-stuffing", "scanner", "invoice-walk", "stuffing-success"];
}
