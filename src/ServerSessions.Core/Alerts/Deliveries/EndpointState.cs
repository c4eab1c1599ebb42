namespace ServerSessions.Alerts.Deliveries;

/// <summary>Health of a receiver.</summary>
internal sealed record EndpointState
{
    /// <summary>How long all attempts must fail before the endpoint is disabled.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(5);

    /// <summary>Why a removed receiver is disabled.</summary>
    public const string Removed = "The webhook was removed.";

    /// <summary>The first failure since the last success; null when the last attempt succeeded.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? DisabledSince { get; init; }

    public string? Reason { get; init; }

    public EndpointState AfterSuccess() => FailingSince is null ? this : this with { FailingSince = null };

    public EndpointState AfterFailure(DateTimeOffset now, bool gone)
    {
        var failing = FailingSince is null ? this with { FailingSince = now } : this;
        if (DisabledSince is not null) return failing;
        if (gone) return failing with { DisabledSince = now, Reason = "The receiver answered 410." };
        return now - failing.FailingSince >= Patience
            ? failing with { DisabledSince = now, Reason = $"Every attempt since {failing.FailingSince:u} failed." }
            : failing;
    }
}
