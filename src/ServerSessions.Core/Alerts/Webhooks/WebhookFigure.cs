namespace ServerSessions.Alerts.Webhooks;

/// <summary>A figure of the weekly digest.</summary>
/// <param name="Name">What it counts.</param>
/// <param name="Value">Its value in the week.</param>
/// <param name="Before">Its value in the week before.</param>
internal sealed record WebhookFigure(string Name, double Value, double Before);
