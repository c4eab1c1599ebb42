using ServerSessions.Model;

namespace ServerSessions;

/// <summary>Receivers of alerts, and the addresses that a webhook may reach.</summary>
public sealed class WebhookOptions
{
    /// <summary>The receivers. Empty by default.</summary>
    public IList<WebhookSubscription> Subscriptions { get; } = [];

    /// <summary>The public address of the site, such as "https://shop.example". With it, an alert carries a link to its admin page. Null by default.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>
    /// Public path of the admin endpoints below <see cref="PublicUrl"/>, for example behind a proxy that adds a prefix. Null by default: the pattern of
    /// <c>MapSessionTracking</c>, or "/admin/sessions" where it is not called.
    /// </summary>
    public string? AdminPath { get; set; }

    /// <summary>Whether webhooks may reach receivers on this machine, also over plain http. False by default; meant for Development.</summary>
    public bool AllowInsecureLoopback { get; set; }

    /// <summary>
    /// Receivers in your own network, which are refused otherwise: an address ("10.1.2.3"), a network ("10.1.0.0/16") or a host name ("hooks.internal").
    /// Empty by default.
    /// </summary>
    public IList<string> AllowedDestinations { get; } = [];

    /// <summary>
    /// Maximum number of alerts sent one by one in an hour (of the clock, UTC), over all rules and nodes; 240 by default, 2 to 1,000,000. The last half
    /// is not for Low, the last quarter not for Medium. The first two of each rule and severity are sent above it as well, within the rule's own maximum.
    /// The others are in the list of alerts and are counted in one summary per rule at the end of the hour.
    /// </summary>
    [AllowedRange(2, 1_000_000)]
    public int AlertsPerHour { get; set; } = 240;

    /// <summary>Maximum number of those alerts that are of one rule; 60 by default, 2 to 1,000,000, with the same shares.</summary>
    [AllowedRange(2, 1_000_000)]
    public int AlertsPerRuleAndHour { get; set; } = 60;
}
