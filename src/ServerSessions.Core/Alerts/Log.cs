using Microsoft.Extensions.Logging;

namespace ServerSessions.Alerts;

/// <summary>Targets are named by id: their addresses can carry tokens.</summary>
internal static partial class Log
{
    [LoggerMessage(4001, LogLevel.Warning, "Alert {Message} to {Target}: attempt {Attempt} ended {Kind} (status {Status}); now {State}, as of {Next:u}.")]
    public static partial void AttemptFailed(
        this ILogger log, string target, string message, int attempt, DeliveryAttemptKind kind, int? status, DeliveryState state, DateTimeOffset next);

    [LoggerMessage(4002, LogLevel.Warning, "{Target} threw on alert {Message}; it is passed to it again later.")]
    public static partial void TargetThrew(this ILogger log, Exception exception, string target, string message);

    [LoggerMessage(4003, LogLevel.Error, "{Target} is disabled: {Reason} Alerts to it fail until it is enabled again.")]
    public static partial void EndpointDisabled(this ILogger log, string target, string? reason);

    [LoggerMessage(4004, LogLevel.Warning, "The stored state of {Target} cannot be read; it counts as healthy.")]
    public static partial void EndpointStateUnreadable(this ILogger log, Exception exception, string target);

    [LoggerMessage(4005, LogLevel.Warning, "The attempt of {Delivery} to {Target} could not be claimed or recorded; it is due again soon.")]
    public static partial void AttemptNotRecorded(this ILogger log, Exception exception, string target, string delivery);

    [LoggerMessage(4006, LogLevel.Information, "The attempt of {Delivery} to {Target} was cut off because the application stops; it is due again when its claim expires.")]
    public static partial void AttemptAbandoned(this ILogger log, string target, string delivery);

    [LoggerMessage(4007, LogLevel.Warning, "The claim on alert {Message} to {Target} expired before its attempt was recorded; the alert may be sent twice.")]
    public static partial void ClaimLapsed(this ILogger log, string target, string message);

    [LoggerMessage(4008, LogLevel.Error, "The stored delivery {Delivery} cannot be read and is deleted.")]
    public static partial void DeliveryUnreadable(this ILogger log, Exception exception, string delivery);

    [LoggerMessage(4009, LogLevel.Warning, "Finding due alerts failed; the next try follows within seconds.")]
    public static partial void ScanFailed(this ILogger log, Exception exception);

    [LoggerMessage(4014, LogLevel.Error, "Webhook {Id} cannot be used on this node; its deliveries wait for a node that can. Check that all nodes share the keys of data protection.")]
    public static partial void WebhookUnreadable(this ILogger log, Exception exception, string id);

    [LoggerMessage(4015, LogLevel.Information, "Webhook {Id} was {What} by {By}.")]
    public static partial void WebhookChanged(this ILogger log, string id, string what, string by);

    [LoggerMessage(4016, LogLevel.Warning, "In the hour from {Hour:u}, {Sent} alerts of rule {Rule} were sent and {Suppressed} were not, because there were too many. All are in the list of alerts.")]
    public static partial void AlertsSuppressed(this ILogger log, DateTimeOffset hour, long sent, string rule, long suppressed);

    [LoggerMessage(4017, LogLevel.Error, "The stored counts of alerts cannot be read and start anew; alerts suppressed in this hour are not summarized.")]
    public static partial void BudgetUnreadable(this ILogger log, Exception exception);

    [LoggerMessage(4013, LogLevel.Information, "Finding due alerts succeeds again.")]
    public static partial void ScanRecovered(this ILogger log);

    [LoggerMessage(4010, LogLevel.Warning, "No target {Target} is configured on this node; delivery {Delivery} is postponed.")]
    public static partial void TargetUnknown(this ILogger log, string target, string delivery);

    [LoggerMessage(4011, LogLevel.Information, "Alert delivery stops; {Count} due deliveries remain in storage.")]
    public static partial void Stopping(this ILogger log, int count);

    [LoggerMessage(4012, LogLevel.Critical, "Alert delivery has stopped because of an error in session tracking; alerts remain in storage until the next start.")]
    public static partial void DeliveryEnded(this ILogger log, Exception exception);
}
