namespace ServerSessions;

/// <summary>A webhook: without secrets, and with scheme and host of the address only.</summary>
public sealed record WebhookReport
{
    /// <summary>Id of the webhook.</summary>
    public required string Id { get; init; }

    /// <summary>Scheme and host of its address.</summary>
    public required string Origin { get; init; }

    /// <summary>Format of its messages.</summary>
    public required string Format { get; init; }

    /// <summary>Ids of the rules that it receives; null for all.</summary>
    public IReadOnlyCollection<string>? Rules { get; init; }

    /// <summary>Minimum severity of the alerts that it receives.</summary>
    public Severity MinSeverity { get; init; }

    /// <summary>States of alerts that it receives.</summary>
    public required IReadOnlyCollection<AlertState> States { get; init; }

    /// <summary>Whether it comes from configuration and so cannot be changed while running.</summary>
    public bool IsConfigured { get; init; }

    /// <summary>Time at which it was added (UTC); null when it comes from configuration.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Name of the person who added it; null when unknown.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>Time at which its secret was last replaced (UTC); null when it never was.</summary>
    public DateTimeOffset? Rotated { get; init; }

    /// <summary>Time of the first failure since the last success (UTC); null when the last attempt succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>Time at which it was disabled (UTC); null while it is enabled.</summary>
    public DateTimeOffset? DisabledSince { get; init; }

    /// <summary>Why it was disabled; null while it is enabled.</summary>
    public string? Reason { get; init; }
}
