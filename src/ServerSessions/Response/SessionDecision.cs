namespace ServerSessions;

/// <summary>What was decided about a session, by whom, why, and what has become of it.</summary>
public sealed record SessionDecision
{
    /// <summary>Its id, "dec_…".</summary>
    public required string Id { get; init; }

    /// <summary>What is done.</summary>
    public required ResponseKind Kind { get; init; }

    /// <summary>What has become of it.</summary>
    public required DecisionState State { get; init; }

    /// <summary>The session that it is about; null for a user or a key.</summary>
    public string? Session { get; init; }

    /// <summary>What it holds the session by.</summary>
    public required IReadOnlyList<DecisionTarget> Targets { get; init; }

    /// <summary>When it was decided (UTC).</summary>
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

    /// <summary>When it was taken back or passed (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Who took it back.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Why it was taken back.</summary>
    public string? EndedReason { get; init; }

    /// <summary>In mode Shadow: what the session did next; null while that is not known.</summary>
    public ShadowSequel? Sequel { get; init; }

    /// <summary>As it stands at a moment: what was active and is over has expired.</summary>
    internal SessionDecision AsOf(DateTimeOffset now) => State == DecisionState.Active && Until <= now ? this with { State = DecisionState.Expired } : this;
}
