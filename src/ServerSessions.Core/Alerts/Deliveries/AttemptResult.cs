namespace ServerSessions.Alerts.Deliveries;

/// <param name="Kind">How it ended.</param>
/// <param name="Status">The answer's status; null without an answer.</param>
/// <param name="Response">The beginning of the answer, or why there is none.</param>
/// <param name="RetryAfter">The receiver's Retry-After.</param>
internal readonly record struct AttemptResult(DeliveryAttemptKind Kind, int? Status = null, string? Response = null, TimeSpan? RetryAfter = null);
