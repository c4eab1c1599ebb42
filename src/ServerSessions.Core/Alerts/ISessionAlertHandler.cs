using ServerSessions.Reports;

namespace ServerSessions;

/// <summary>
/// Application code that receives alerts, at least once each, and each rise in severity (the same id with <see cref="Finding.PreviousSeverity"/>). The
/// same message can come again after a crash. An exception is logged, and the alert is passed again later. When an hour has more than
/// <see cref="WebhookOptions.AlertsPerHour"/> alerts, one alert per rule, with an id that begins with "flood_", stands for the others; all of them are in
/// <see cref="ISessionAlerts"/>.
/// </summary>
public interface ISessionAlertHandler
{
    /// <summary>Handles one alert.</summary>
    Task HandleAsync(Alert alert, CancellationToken cancellationToken);
}
