namespace ServerSessions.Alerts.Stored;

/// <summary>A subscription that was added while running, as it is stored: author and filters in clear, address and secrets encrypted through data protection.</summary>
internal sealed record StoredWebhook
{
    public required string Id { get; init; }

    /// <summary>Scheme and host, the part of the address that is shown.</summary>
    public required string Origin { get; init; }

    public required string Format { get; init; }

    public IReadOnlyList<string>? Rules { get; init; }

    public Severity MinSeverity { get; init; }

    public IReadOnlyList<AlertState>? States { get; init; }

    public required DateTimeOffset Created { get; init; }

    public string? CreatedBy { get; init; }

    public DateTimeOffset? Rotated { get; init; }

    public required string Protected { get; init; }
}
