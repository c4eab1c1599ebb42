namespace ServerSessions.Alerts.Webhooks;

/// <summary>What a receiver is told: enough to act or to ask, no evidence.</summary>
internal sealed record WebhookAlert
{
    public required string Id { get; init; }
    public required string Rule { get; init; }
    public required string Name { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>In the message of a rise: what it was before.</summary>
    public Severity? PreviousSeverity { get; init; }
    public required WebhookSubject Subject { get; init; }
    public required DateTimeOffset First { get; init; }
    public required DateTimeOffset Last { get; init; }
    public required int Count { get; init; }
    public required string Reason { get; init; }
    public string? Link { get; init; }

    /// <summary>A page can have caused what was found, so it is held against nobody but the source; null where it cannot.</summary>
    public bool? Induced { get; init; }

    /// <summary>What people have decided; null while the alert is open.</summary>
    public AlertState? State { get; init; }

    /// <summary>In a summary: equal triggers, or a rule's alerts, that were not sent one by one.</summary>
    public int? Suppressed { get; init; }
}
