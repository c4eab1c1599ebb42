using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ServerSessions.Alerts;

/// <summary>All who are told of alerts.</summary>
internal sealed class DeliveryTargets
{
    private const int LongestName = 100;

    public DeliveryTargets(
        IOptions<WebhookOptions> options, IEnumerable<ISessionAlertHandler> handlers, WebhookClient client, TimeProvider time)
    {
        var webhooks = options.Value.Subscriptions.Select(subscription => new WebhookTarget(subscription, options.Value, client, time));
        All = [.. webhooks, .. handlers.GroupBy(handler => Name(handler.GetType())).SelectMany(Named)];
    }

    public IReadOnlyList<IDeliveryTarget> All { get; }

    private static IEnumerable<IDeliveryTarget> Named(IGrouping<string, ISessionAlertHandler> handlers) =>
        handlers.Select((handler, i) => new HandlerTarget(i == 0 ? $"handler:{handlers.Key}" : $"handler:{handlers.Key}:{i + 1}", handler));

    private static string Name(Type type)
    {
        var name = type.FullName ?? type.Name;
        return name.Length <= LongestName && !name.Contains('/')
            ? name
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));
    }
}
