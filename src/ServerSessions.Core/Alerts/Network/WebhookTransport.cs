namespace ServerSessions.Alerts.Network;

/// <summary>Replaces the network for webhooks where a test receives them.</summary>
internal delegate HttpMessageHandler WebhookTransport();
