namespace ServerSessions.Alerts.Deliveries;

/// <param name="Time">When it began (UTC).</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Status">The answer's status; null without an answer.</param>
/// <param name="Response">The beginning of the answer, or why there is none.</param>
internal sealed record DeliveryAttempt(DateTimeOffset Time, double Seconds, AttemptKind Kind, int? Status, string? Response);
