namespace ServerSessions;

/// <summary>What was decided about a session, by whom, why, and what has become of it.</summary>
public sealed record SessionDecision
{
    /// <summary>Its id, "dec_…".</summary>
    public required string Id { get; init; }

    /// <summary>The response.</summary>
    public required ResponseKind Kind { get; init; }

    /// <summary>What has become of it.</summary>
    public required DecisionState State { get; init; }

    /// <summary>The session that it is about; null for a user or a key.</summary>
    public string? Session { get; init; }

    /// <summary>What it holds the session by.</summary>
    public required IReadOnlyList<DecisionTarget> Targets { get; init; }

    /// <summary>Pseudonym of the user whose session it is; null where that is not known.</summary>
    public string? User { get; init; }

    /// <summary>When it was decided (UTC); the last time where the same was decided again.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it ends by itself (UTC).</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>Who decided; null when that is not known, or a rule did.</summary>
    public string? By { get; init; }

    /// <summary>Id of the rule that decided; null when a person or the application did.</summary>
    public string? Rule { get; init; }

    /// <summary>The alert that it answers to; null when there is none.</summary>
    public string? Alert { get; init; }

    /// <summary>How often the same was decided again while it held: it is one decision then, with the last reason.</summary>
    public int Repeats { get; init; }

    /// <summary>
    /// Of a revocation: schemes whose credentials have no time of sign-in (API keys, Negotiate, client certificates, Basic), so that it does not refuse them. A block
    /// does. Null when there are none.
    /// </summary>
    public IReadOnlyList<string>? NotSignedOut { get; init; }

    /// <summary>Of a challenge: the sign-ins that have passed it, each in its browser; the newest 32.</summary>
    public IReadOnlyList<ChallengePass> Passes { get; init; } = [];

    /// <summary>When it was taken back or passed (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who took it back.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? EndedReason { get; init; }

    /// <summary>In mode Shadow: what the session did next; null while that is not known.</summary>
    public ShadowSequel? Sequel { get; init; }

    /// <summary>It is kept in the table of what holds: also a challenge that was passed, against the same sign-in in another browser.</summary>
    internal bool Holds(DateTimeOffset now) =>
        Until > now && Kind != ResponseKind.Observe && (State == DecisionState.Active || (State == DecisionState.Passed && Passes.Count > 0));

    /// <summary>As it stands at a moment: what was active and is over has expired.</summary>
    internal SessionDecision AsOf(DateTimeOffset now) => State == DecisionState.Active && Until <= now ? this with { State = DecisionState.Expired } : this;
}
