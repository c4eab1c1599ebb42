namespace ServerSessions.Alerts.Deliveries;

/// <summary>A receiver of alerts: a webhook or a handler of the application.</summary>
internal interface IDeliveryTarget
{
    /// <summary>Id of the target, the same on all nodes and after a restart, because documents contain it.</summary>
    string Id { get; }

    /// <summary>Whether it is disabled after failing for a long time.</summary>
    bool CanBeDisabled { get; }

    bool Wants(Alert alert);

    /// <summary>Whether it receives a summary of what was added to an alert, after the alert's hour.</summary>
    bool WantsSummary { get; }

    /// <summary>Returns the text that each attempt sends.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="suppressed">In a summary: number of triggers or alerts that were not sent one by one.</param>
    byte[] Encode(Alert alert, int? suppressed);

    /// <summary>Makes one attempt. An exception counts as a failed attempt.</summary>
    Task<AttemptResult> SendAsync(string message, byte[] payload, CancellationToken cancellationToken);
}
