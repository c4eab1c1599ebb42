namespace ServerSessions;

/// <summary>
/// Writes the body of a webhook for receivers that expect another form. The same alert must always give the same bytes, because they are signed and can
/// be sent more than once. Register it as a singleton and select it by <see cref="WebhookSubscription.Format"/>.
/// </summary>
public interface IWebhookFormatter
{
    /// <summary>Name of the form in subscriptions, such as "slack".</summary>
    string Name { get; }

    /// <summary>Whether receivers check signatures. If true, a subscription needs a secret.</summary>
    bool NeedsSecret { get; }

    /// <summary>Returns the body: JSON in UTF-8, below 20 kB. Text of alerts can come from attackers: escape it as the receiver requires.</summary>
    byte[] Format(WebhookContent content);
}
