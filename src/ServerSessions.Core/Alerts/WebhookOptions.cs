namespace ServerSessions;

/// <summary>Where alerts are sent and what a webhook may reach.</summary>
public sealed class WebhookOptions
{
    /// <summary>The receivers.</summary>
    public IList<WebhookSubscription> Subscriptions { get; } = [];

    /// <summary>The site as people reach it, "https://shop.example"; with it an alert carries a link to its admin page. None by default.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Where people reach the admin endpoints, below <see cref="PublicUrl"/>, for example behind a proxy that adds a prefix. By default null: where
    /// <c>MapSessionTracking</c> maps them, or "/admin/sessions" where it is not called.
    /// </summary>
    public string? AdminPath { get; set; }

    /// <summary>Whether receivers on this machine may be reached, also over plain http. Off by default; for Development.</summary>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>
    /// Receivers inside the own network, which are refused otherwise: an address ("10.1.2.3"), a network ("10.1.0.0/16") or a host name
    /// ("hooks.internal"). None by default.
    /// </summary>
    public IList<string> AllowedDestinations { get; } = [];

    /// <summary>
    /// How many alerts may be sent one by one in an hour (of the clock, UTC), over all rules and nodes; 240 by default, 2 to 1,000,000. The last half is
    /// not for Low, the last quarter not for Medium. The first two of each rule and severity are sent also above it, within the rule's own budget. The others above it are in the list of alerts, and counted in one summary a rule at the hour's end.
    /// </summary>
    public int AlertsPerHour { get; set; } = 240;

    /// <summary>How many of them may be of one rule; 60 by default, 2 to 1,000,000, with the same shares.</summary>
    public int AlertsPerRuleAndHour { get; set; } = 60;
}
