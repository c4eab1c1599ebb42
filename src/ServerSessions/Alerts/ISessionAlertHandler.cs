namespace ServerSessions;

/// <summary>
/// Application code that is told of alerts, at least once each; the same id may come again after a crash. An exception is
/// logged and the alert is handed over again later.
/// </summary>
public interface ISessionAlertHandler
{
    /// <summary>Handles one alert.</summary>
    Task HandleAsync(Alert alert, CancellationToken cancellation);
}
