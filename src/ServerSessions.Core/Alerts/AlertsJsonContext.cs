using System.Text.Json.Serialization;
using ServerSessions.Alerts.Budget;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Alerts.Stored;
using ServerSessions.Alerts.Webhooks;
using ServerSessions.Model;

namespace ServerSessions.Alerts;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    MaxDepth = 8,
    Converters =
    [
        typeof(CamelCaseEnum<Severity>), typeof(CamelCaseEnum<ActorKind>), typeof(CamelCaseEnum<Outcome>), typeof(CamelCaseEnum<AlertState>),
        typeof(CamelCaseEnum<DeliveryState>), typeof(CamelCaseEnum<DeliveryAttemptKind>),
    ])]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(AlertTallies))]
[JsonSerializable(typeof(EndpointState))]
[JsonSerializable(typeof(StoredWebhook))]
[JsonSerializable(typeof(ProtectedWebhook))]
[JsonSerializable(typeof(WebhookMessage))]
internal sealed partial class AlertsJsonContext : JsonSerializerContext;
