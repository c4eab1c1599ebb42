namespace ServerSessions.Alerts.Webhooks;

/// <summary>The formatters of webhook bodies, by name.</summary>
internal sealed class WebhookFormatters(IEnumerable<IWebhookFormatter> formatters)
{
    private readonly Dictionary<string, IWebhookFormatter> _byName = Named(formatters);

    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>Returns a formatter; null when there is none with that name.</summary>
    public IWebhookFormatter? Find(string name) => _byName.GetValueOrDefault(name);

    // A formatter of the application replaces a built-in one with the same name.
    private static Dictionary<string, IWebhookFormatter> Named(IEnumerable<IWebhookFormatter> formatters)
    {
        var byName = new Dictionary<string, IWebhookFormatter>(StringComparer.OrdinalIgnoreCase);
        foreach (var formatter in formatters.Prepend(new SlackWebhookFormatter()).Prepend(new StandardWebhookFormatter()))
            byName[formatter.Name] = formatter;
        return byName;
    }
}
