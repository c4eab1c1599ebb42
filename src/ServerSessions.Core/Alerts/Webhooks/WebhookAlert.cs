namespace ServerSessions.Alerts.Webhooks;

/// <summary>The data of a webhook message: enough to act on, without evidence.</summary>
internal sealed record WebhookAlert
{
    public required string Id { get; init; }
    public required string Rule { get; init; }
    public required string Name { get; init; }
    public required Severity Severity { get; init; }

    /// <summary>In the message of a rise: the severity before.</summary>
    public Severity? PreviousSeverity { get; init; }
    public required WebhookSubject Subject { get; init; }
    public required DateTimeOffset First { get; init; }
    public required DateTimeOffset Last { get; init; }
    public required int Count { get; init; }
    public required string Reason { get; init; }
    public string? Link { get; init; }

    /// <summary>True when a page can have made browsers send the evidence, so that the finding counts against the source only; otherwise null.</summary>
    public bool? Induced { get; init; }

    /// <summary>The state that a person has set; null while the alert is open.</summary>
    public AlertState? State { get; init; }

    /// <summary>The reason of that state, such as the figure that is back; null where none was given.</summary>
    public string? StateReason { get; init; }

    /// <summary>In a summary: number of equal triggers, or of a rule's alerts, that were not sent one by one.</summary>
    public int? Suppressed { get; init; }

    /// <summary>In the weekly digest: its figures.</summary>
    public IReadOnlyList<WebhookFigure>? Figures { get; init; }
}
