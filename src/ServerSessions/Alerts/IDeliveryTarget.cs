namespace ServerSessions.Alerts;

/// <summary>Somebody who is told of alerts: a webhook or a handler of the application.</summary>
internal interface IDeliveryTarget
{
    /// <summary>The same on all nodes and after a restart: documents name the target by it.</summary>
    string Id { get; }

    /// <summary>Whether it is switched off when it only fails.</summary>
    bool CanBeDisabled { get; }

    bool Wants(Alert alert);

    /// <summary>The text that each attempt sends.</summary>
    byte[] Encode(Alert alert);

    /// <summary>One attempt. An exception is a failed one.</summary>
    Task<AttemptResult> SendAsync(string message, byte[] payload, CancellationToken cancellation);
}
