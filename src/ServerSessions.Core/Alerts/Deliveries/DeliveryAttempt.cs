namespace ServerSessions;

/// <summary>One attempt to deliver a webhook message.</summary>
/// <param name="Time">Time at which it began (UTC).</param>
/// <param name="Seconds">Its duration in seconds.</param>
/// <param name="Kind">How it ended.</param>
/// <param name="Status">Status of the response; null without a response.</param>
/// <param name="Response">The beginning of the response, or why there is none.</param>
public sealed record DeliveryAttempt(DateTimeOffset Time, double Seconds, DeliveryAttemptKind Kind, int? Status, string? Response);
