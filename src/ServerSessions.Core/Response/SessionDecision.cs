using System.Text.Json.Serialization;

namespace ServerSessions;

/// <summary>A decision about a session, with author, reason and state.</summary>
public sealed record SessionDecision
{
    /// <summary>Id of the decision, "dec_…".</summary>
    public required string Id { get; init; }

    /// <summary>The response.</summary>
    public required ResponseKind Kind { get; init; }

    /// <summary>State of the decision.</summary>
    public required DecisionState State { get; init; }

    /// <summary>The session; null for a user or a key.</summary>
    public string? Session { get; init; }

    /// <summary>The pseudonyms to which it applies.</summary>
    public required IReadOnlyList<DecisionTarget> Targets { get; init; }

    /// <summary>Pseudonym of the session's user; null when unknown.</summary>
    public string? User { get; init; }

    /// <summary>Time of the decision (UTC); of the last one when it was repeated.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Time at which it expires (UTC).</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Reason of the decision.</summary>
    public required string Reason { get; init; }

    /// <summary>Name of the author; null when unknown, or when a rule decided.</summary>
    public string? By { get; init; }

    /// <summary>Id of the rule that decided; null when a person or the application decided.</summary>
    public string? Rule { get; init; }

    /// <summary>Id of the alert that led to it; null for none.</summary>
    public string? Alert { get; init; }

    /// <summary>Number of repetitions of the same decision while it held. It stays one decision, with the last reason.</summary>
    public int Repeats { get; init; }

    /// <summary>
    /// For a revocation: schemes whose credentials have no time of sign-in (API keys, Negotiate, client certificates, Basic), so that it does not refuse
    /// them; a block does. Null when there are none.
    /// </summary>
    public IReadOnlyList<string>? NotSignedOut { get; init; }

    /// <summary>
    /// For a revocation: pseudonyms of the only user whose sign-ins it ends, where it names a browser that others use too. Null (the default) for everyone there.
    /// </summary>
    public IReadOnlyList<string>? OnlyUsers { get; init; }

    /// <summary>For a revocation of a user: pseudonym of the one sign-in that stays valid, because the user signed out all others. Null (the default) for none.</summary>
    public string? SparedSignIn { get; init; }

    /// <summary>For a challenge: the sign-ins that have passed it, each in its browser; the newest 32.</summary>
    public IReadOnlyList<ChallengePass> Passes { get; init; } = [];

    /// <summary>Time at which it was released or passed (UTC).</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Name of the person who released it; null when unknown.</summary>
    public string? EndedBy { get; init; }

    /// <summary>Reason of the release.</summary>
    public string? EndedReason { get; init; }

    /// <summary>In mode Shadow: the session's further behaviour; null until it is judged.</summary>
    public ShadowEvaluation? Evaluation { get; init; }

    /// <summary>
    /// Whether the person was erased while the decision applied; false by default. It then keeps only the pseudonyms that it applies to, and is deleted when it ends.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsErased { get; init; }

    /// <summary>Whether it is one of the active decisions: also a passed challenge, which still applies to the same sign-in in another browser.</summary>
    internal bool Holds(DateTimeOffset now) =>
        Until > now && Kind != ResponseKind.Observe && (State == DecisionState.Active || (State == DecisionState.Passed && Passes.Count > 0));

    /// <summary>Returns the decision as of a moment: an active one whose end has come has expired.</summary>
    internal SessionDecision AsOf(DateTimeOffset now) => State == DecisionState.Active && Until <= now ? this with { State = DecisionState.Expired } : this;
}
