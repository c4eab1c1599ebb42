namespace ServerSessions;

/// <summary>
/// Writes the body of a webhook for receivers that expect a form of their own. The same alert must always give the same bytes: they are signed and may be
/// sent more than once. Register it as a singleton and name it in <see cref="WebhookSubscription.Format"/>.
/// </summary>
public interface IWebhookFormatter
{
    /// <summary>What subscriptions name it by, "slack".</summary>
    string Name { get; }

    /// <summary>Whether receivers check signatures; then a subscription needs a secret.</summary>
    bool NeedsSecret { get; }

    /// <summary>The body, JSON in UTF-8, below 20 kB. What alerts say may come from attackers: escape it as the receiver asks.</summary>
    byte[] Format(WebhookContent content);
}
