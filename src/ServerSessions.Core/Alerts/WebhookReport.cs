namespace ServerSessions.Alerts;

/// <summary>A webhook as the admin API shows it: without secrets, and with scheme and host of the address only.</summary>
internal sealed record WebhookReport
{
    public required string Id { get; init; }
    public required string Origin { get; init; }
    public required string Format { get; init; }
    public IReadOnlyCollection<string>? Rules { get; init; }
    public Severity MinSeverity { get; init; }
    public required IReadOnlyCollection<AlertState> States { get; init; }

    /// <summary>Whether it comes from configuration and so cannot be changed while running.</summary>
    public bool IsConfigured { get; init; }

    public DateTimeOffset? Created { get; init; }
    public string? CreatedBy { get; init; }
    public DateTimeOffset? Rotated { get; init; }
    public DateTimeOffset? FailingSince { get; init; }
    public DateTimeOffset? DisabledSince { get; init; }
    public string? Reason { get; init; }
}
