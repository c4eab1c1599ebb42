namespace ServerSessions;

/// <summary>
/// The journey of the current session as it stands before this request, with what is known for a next step: <c>TrackedSession.GetJourneyAsync</c>. A request that
/// has just ended may be missing for a moment when another node served it.
/// </summary>
public sealed record LiveJourney
{
    /// <summary>The session; null while its first request is not processed.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Start of the first request (UTC); null when the session has none before this one.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The newest 50 steps, oldest first, repeats collapsed.</summary>
    public IReadOnlyList<Step> Steps { get; init; } = [];

    /// <summary>Number of steps before collapsing.</summary>
    public int StepCount { get; init; }

    /// <summary>Signs of trouble so far, and their score.</summary>
    public Friction Friction { get; init; } = Friction.None;

    /// <summary>Declared flows that were entered in this session, in the order of their declaration.</summary>
    public IReadOnlyList<FlowProgress> Flows { get; init; } = [];

    /// <summary>Variants of experiments that were evaluated in this session, oldest first.</summary>
    public IReadOnlyList<Exposure> Variants { get; init; } = [];

    /// <summary>Likely next steps, the likeliest first; at most 5. Empty until the first transitions were read, which happens in the background.</summary>
    public IReadOnlyList<LikelyStep> Next { get; init; } = [];

    /// <summary>
    /// The last page of an earlier session of this person, for "continue where you left"; null when none is remembered (<see cref="LiveJourneyOptions.RemembersPeople"/>).
    /// </summary>
    public LastPlace? ContinueAt { get; init; }

    /// <summary>Tasks that were begun and not finished, in this session and in earlier ones of this person, the newest first; at most 8.</summary>
    public IReadOnlyList<UnfinishedTask> Unfinished { get; init; } = [];

    /// <summary>Features of the application that this person used, the newest first; at most 16.</summary>
    public IReadOnlyList<UsedFeature> RecentFeatures { get; init; } = [];

    /// <summary>
    /// Whether storage could not be read in time, so that this is only what this process has seen: steps served by other nodes and earlier sessions are missing.
    /// </summary>
    public bool IsPartial { get; init; }

    internal Journey? Source { get; init; }

    /// <summary>Declared flows with their steps.</summary>
    internal IReadOnlyList<Flow> FlowSteps { get; init; } = [];
}
