namespace ServerSessions;

/// <summary>
/// Carries out responses to sessions, and releases them. Every decision is recorded with its reason, and applies on every node within 250 ms, from the
/// next request on. Nodes keep decisions while storage is unavailable.
/// </summary>
public interface ISessionControl
{
    /// <summary>
    /// Signs the user of the target out at the next request, and closes open connections. Credentials without a time of sign-in (API keys, Negotiate,
    /// client certificates, Basic) are not refused: <see cref="SessionDecision.NotSignedOut"/> names their schemes.
    /// </summary>
    /// <returns>The decision; null when the session is unknown.</returns>
    /// <exception cref="ArgumentException">The reason is empty, or the duration is outside the allowed range.</exception>
    /// <exception cref="InvalidOperationException">The session is known by network and browser only, so a response would affect others.</exception>
    /// <exception cref="DecisionLimitException">The maximum number of decisions holds, about this user or in all.</exception>
    ValueTask<SessionDecision?> RevokeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default);

    /// <summary>Requires the application's step-up before any other request is answered.</summary>
    /// <inheritdoc cref="RevokeAsync"/>
    ValueTask<SessionDecision?> ChallengeAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default);

    /// <summary>Limits the target to <see cref="ResponseOptions.ThrottledPerMinute"/> requests a minute.</summary>
    /// <inheritdoc cref="RevokeAsync"/>
    ValueTask<SessionDecision?> ThrottleAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default);

    /// <summary>Refuses every request until the block ends, and closes open connections.</summary>
    /// <inheritdoc cref="RevokeAsync"/>
    ValueTask<SessionDecision?> BlockAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default);

    /// <summary>Releases every decision that holds against a session, a key or a user.</summary>
    /// <returns>The released decisions; empty when none held.</returns>
    ValueTask<IReadOnlyList<SessionDecision>> ReleaseAsync(ResponseTarget target, ResponseNote note, CancellationToken cancellationToken = default);

    /// <summary>Releases one decision.</summary>
    /// <returns>The decision with its new state; null when the id is unknown.</returns>
    ValueTask<SessionDecision?> ReleaseAsync(string decision, ResponseNote note, CancellationToken cancellationToken = default);

    /// <summary>Lists decisions, newest first, with author, time, reason and state.</summary>
    /// <param name="after">Cursor: <see cref="Page{T}.Next"/> of the page before. Null for the first page.</param>
    /// <param name="limit">Page size, 1 to 500.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The cursor is invalid, or the limit is out of range.</exception>
    ValueTask<Page<SessionDecision>> ListAsync(string? after = null, int limit = 50, CancellationToken cancellationToken = default);

    /// <summary>Lists the decisions that hold now, newest first.</summary>
    ValueTask<IReadOnlyList<SessionDecision>> ActiveAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the decisions about a session, by rules and by hand, newest first; at most 50.</summary>
    ValueTask<IReadOnlyList<SessionDecision>> ListForSessionAsync(SessionId session, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists the decisions that followed from an alert, carried out or only recorded, newest first. For an alert about a session, all decisions about
    /// that session are included.
    /// </summary>
    ValueTask<IReadOnlyList<SessionDecision>> ListForAlertAsync(Alert alert, CancellationToken cancellationToken = default);

    /// <summary>Returns one decision; null when the id is unknown.</summary>
    ValueTask<SessionDecision?> FindAsync(string decision, CancellationToken cancellationToken = default);
}
