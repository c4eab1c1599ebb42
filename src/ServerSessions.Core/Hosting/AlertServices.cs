using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ServerSessions.Alerts;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Network;
using ServerSessions.Alerts.Stored;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Hosting.Configuration;

namespace ServerSessions.Hosting;

internal static class AlertServices
{
    /// <summary>
    /// Registers the delivery of alerts; the caller hosts <see cref="AlertDeliveryService"/> in processes that deliver. It needs IDocumentStore, <see cref="PartitionCount"/>, TimeProvider and logging, and
    /// uses every registered <see cref="ISessionAlertHandler"/>.
    /// </summary>
    public static IServiceCollection AddAlertDelivery(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>());
        services.TryAddSingleton<WebhookOrigin>(provider => subscription => provider.GetServices<FurtherSection>().Select(f => f.Section)
            .Prepend(provider.GetRequiredService<SettingsSource>().Section).OfType<IConfiguration>()
            .SelectMany(s => s.GetSection(ConfiguredSettings.Webhooks).GetSection(nameof(WebhookOptions.Subscriptions)).GetChildren())
            .FirstOrDefault(s => s[nameof(WebhookSubscription.Id)] == subscription.Id || s[nameof(WebhookSubscription.Url)] == subscription.Url.OriginalString)?.Path);
        services.TryAddSingleton<HostResolver>(Dns.GetHostAddressesAsync);
        services.TryAddSingleton<WebhookConnector>();
        services.TryAddSingleton<WebhookClient>();
        services.TryAddSingleton<WebhookFormatters>();
        services.TryAddSingleton<AdminPages>();
        services.TryAddSingleton<TargetCalls>();
        services.TryAddSingleton<WebhookProtector>();
        services.TryAddSingleton<StoredWebhooks>();
        services.TryAddSingleton<WebhookAdmin>();
        services.TryAddSingleton<DeliveryAdmin>();
        services.TryAddSingleton<AlertSummaries>();
        services.TryAddSingleton<AlertBudget>();
        services.TryAddSingleton<FloodSummaries>();
        services.TryAddSingleton<OperationalAlerts>();
        services.TryAddSingleton<DeliveryTargets>();
        services.TryAddSingleton<DeliveryStore>();
        services.TryAddSingleton<DeliveryHistory>();
        services.TryAddSingleton<OrphanedDeliveries>();
        services.TryAddSingleton<DeliverySignal>();
        services.TryAddSingleton<DeliverySender>();
        services.TryAddSingleton<EndpointStates>();
        services.TryAddSingleton<AlertDispatcher>();
        services.TryAddSingleton(provider => new AlertMetrics(provider.GetService<IMeterFactory>()));
        return services;
    }
}
