namespace ServerSessions;

/// <summary>
/// Acts against sessions, and takes it back. Every act is written down with its reason, and holds on every node within 250 ms, from the next
/// request on; nodes keep it while storage is away.
/// </summary>
public interface ISessionControl
{
    /// <summary>
    /// Signs out whoever is signed in there, at the next request; open connections are cut. A user's credentials that have no time of sign-in (API keys, Negotiate,
    /// client certificates, Basic) are not refused: <see cref="SessionDecision.NotSignedOut"/> names their schemes.
    /// </summary>
    /// <returns>The decision; null when there is no such session.</returns>
    /// <exception cref="ArgumentException">The reason or the time is none.</exception>
    /// <exception cref="InvalidOperationException">The session is known by network and browser only, so acting would hit others.</exception>
    /// <exception cref="DecisionLimitException">As many decisions hold as can, about this user or in all.</exception>
    ValueTask<SessionDecision?> RevokeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellation = default);

    /// <summary>Demands the application's step-up before anything else is answered.</summary>
    /// <inheritdoc cref="RevokeAsync"/>
    ValueTask<SessionDecision?> ChallengeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellation = default);

    /// <summary>Lets through <see cref="ResponseOptions.ThrottledPerMinute"/> requests a minute.</summary>
    /// <inheritdoc cref="RevokeAsync"/>
    ValueTask<SessionDecision?> ThrottleAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellation = default);

    /// <summary>Refuses every request until the block ends; open connections are cut.</summary>
    /// <inheritdoc cref="RevokeAsync"/>
    ValueTask<SessionDecision?> BlockAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellation = default);

    /// <summary>Takes back everything that holds against a session, a key or a user.</summary>
    /// <returns>What was taken back; empty when nothing held.</returns>
    ValueTask<IReadOnlyList<SessionDecision>> ReleaseAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellation = default);

    /// <summary>Takes back one decision.</summary>
    /// <returns>The decision as it now stands; null when there is none of that id.</returns>
    ValueTask<SessionDecision?> ReleaseAsync(string decision, ResponseNote note, CancellationToken cancellation = default);

    /// <summary>Decisions, newest first, with who, when, why and what became of them.</summary>
    /// <param name="after"><see cref="Page{T}.Next"/> of the page before.</param>
    /// <param name="limit">Page size, 1 to 500.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentException">The cursor is not one of ours, or the limit is out of range.</exception>
    ValueTask<Page<SessionDecision>> ListAsync(string? after = null, int limit = 50, CancellationToken cancellation = default);

    /// <summary>All that holds now, newest first.</summary>
    ValueTask<IReadOnlyList<SessionDecision>> ActiveAsync(CancellationToken cancellation = default);

    /// <summary>What was decided about a session, by rules and by hand, newest first; the newest 50.</summary>
    ValueTask<IReadOnlyList<SessionDecision>> AboutAsync(SessionId session, CancellationToken cancellation = default);

    /// <summary>What was decided in answer to an alert, carried out or only shadowed, and where it is about a session all that was decided about that one; newest first.</summary>
    ValueTask<IReadOnlyList<SessionDecision>> AboutAsync(Alert alert, CancellationToken cancellation = default);

    /// <summary>One decision; null when there is none of that id.</summary>
    ValueTask<SessionDecision?> FindAsync(string decision, CancellationToken cancellation = default);
}
