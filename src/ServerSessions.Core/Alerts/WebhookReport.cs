namespace ServerSessions.Alerts;

/// <summary>A subscription as people are shown it: no secret, and of the address scheme and host only.</summary>
internal sealed record WebhookReport
{
    public required string Id { get; init; }
    public required string Origin { get; init; }
    public required string Format { get; init; }
    public IReadOnlyCollection<string>? Rules { get; init; }
    public Severity MinSeverity { get; init; }
    public required IReadOnlyCollection<AlertState> States { get; init; }

    /// <summary>From configuration: it cannot be changed here.</summary>
    public bool IsConfigured { get; init; }

    public DateTimeOffset? Created { get; init; }
    public string? CreatedBy { get; init; }
    public DateTimeOffset? Rotated { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public DateTimeOffset? DisabledSince { get; init; }
    public string? Reason { get; init; }
}
