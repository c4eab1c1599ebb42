namespace ServerSessions.Alerts.Deliveries;

/// <summary>Somebody who is told of alerts: a webhook or a handler of the application.</summary>
internal interface IDeliveryTarget
{
    /// <summary>The same on all nodes and after a restart: documents name the target by it.</summary>
    string Id { get; }

    /// <summary>Whether it is switched off when it only fails.</summary>
    bool CanBeDisabled { get; }

    bool Wants(Alert alert);

    /// <summary>Whether it is told, once the alert's hour is over, what has come to it since.</summary>
    bool WantsSummary { get; }

    /// <summary>The text that each attempt sends.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="suppressed">In a summary: triggers or alerts that were not told one by one.</param>
    byte[] Encode(Alert alert, int? suppressed);

    /// <summary>One attempt. An exception is a failed one.</summary>
    Task<AttemptResult> SendAsync(string message, byte[] payload, CancellationToken cancellationToken);
}
