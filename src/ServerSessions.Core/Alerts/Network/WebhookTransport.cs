namespace ServerSessions.Alerts.Network;

/// <summary>What carries webhooks in place of the network, where a test receives them.</summary>
internal delegate HttpMessageHandler WebhookTransport();
