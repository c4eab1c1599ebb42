using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Network;
using ServerSessions.Alerts.Webhooks;

namespace ServerSessions.Alerts;

/// <summary>All targets of alerts: webhooks from configuration, the application's handlers, and webhooks added while running.</summary>
internal sealed class DeliveryTargets
{
    private const int MaxNameLength = 100;

    private readonly Dictionary<string, IDeliveryTarget> _fixed;
    private readonly StoredWebhooks _stored;

    public DeliveryTargets(
        IOptions<WebhookOptions> options, IEnumerable<ISessionAlertHandler> handlers, WebhookFormatters formatters, StoredWebhooks stored, WebhookClient client,
        AdminPages pages, TimeProvider time)
    {
        var webhooks = options.Value.Subscriptions.Select(subscription => new WebhookTarget(subscription, formatters.Find(subscription.Format)!, pages, client, time));
        _stored = stored;
        _fixed = webhooks.Concat(handlers.GroupBy(handler => Name(handler.GetType())).SelectMany(Named)).ToDictionary(target => target.Id, StringComparer.Ordinal);
    }

    public IEnumerable<IDeliveryTarget> All => _fixed.Values.Concat(_stored.Targets.Values.Where(target => !_fixed.ContainsKey(target.Id)));

    /// <summary>The webhooks of the configuration.</summary>
    public IEnumerable<WebhookTarget> Configured => _fixed.Values.OfType<WebhookTarget>();

    /// <summary>Returns a target; null when this node has none with that id.</summary>
    public IDeliveryTarget? Find(string id) => _fixed.GetValueOrDefault(id) ?? _stored.Targets.GetValueOrDefault(id);

    /// <summary>Loads the webhooks that were added while running; at most every two seconds unless <paramref name="now"/> is true.</summary>
    public ValueTask RefreshAsync(bool now, CancellationToken cancellationToken) => now ? _stored.RefreshAsync(cancellationToken) : _stored.RefreshIfOldAsync(cancellationToken);

    private static IEnumerable<IDeliveryTarget> Named(IGrouping<string, ISessionAlertHandler> handlers) =>
        handlers.Select((handler, i) => new HandlerTarget(i == 0 ? $"handler:{handlers.Key}" : $"handler:{handlers.Key}:{i + 1}", handler));

    private static string Name(Type type)
    {
        var name = type.FullName ?? type.Name;
        return name.Length <= MaxNameLength && !name.Contains('/')
            ? name
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }
}
