namespace ServerSessions;

/// <summary>
/// Application code that is told of alerts, at least once each, and of each rise in severity (the same id with <see cref="Finding.PreviousSeverity"/>); the same message may come again after a crash. An exception is
/// logged and the alert is handed over again later. Where there are more than <see cref="WebhookOptions.AlertsPerHour"/> in an hour, it is told of the
/// others by one alert a rule, whose id begins with "flood_"; all of them are in <see cref="ISessionAlerts"/>.
/// </summary>
public interface ISessionAlertHandler
{
    /// <summary>Handles one alert.</summary>
    Task HandleAsync(Alert alert, CancellationToken cancellation);
}
