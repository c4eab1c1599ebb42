namespace ServerSessions.Alerts.Stored;

/// <summary>A subscription that was made at run time, as it is stored: who and what in clear, address and secrets through data protection.</summary>
internal sealed record StoredWebhook
{
    public required string Id { get; init; }

    /// <summary>Scheme and host, which is what people are shown of the address.</summary>
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
