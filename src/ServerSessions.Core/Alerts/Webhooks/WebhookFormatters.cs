namespace ServerSessions.Alerts.Webhooks;

/// <summary>The forms that bodies can have, by name.</summary>
internal sealed class WebhookFormatters(IEnumerable<IWebhookFormatter> formatters)
{
    private readonly Dictionary<string, IWebhookFormatter> _byName = Named(formatters);

    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>Null when there is none of that name.</summary>
    public IWebhookFormatter? Find(string name) => _byName.GetValueOrDefault(name);

    // The application's own one of a name takes the place of ours.
    private static Dictionary<string, IWebhookFormatter> Named(IEnumerable<IWebhookFormatter> formatters)
    {
        var byName = new Dictionary<string, IWebhookFormatter>(StringComparer.OrdinalIgnoreCase);
        foreach (var formatter in formatters.Prepend(new SlackWebhookFormatter()).Prepend(new StandardWebhookFormatter()))
            byName[formatter.Name] = formatter;
        return byName;
    }
}
