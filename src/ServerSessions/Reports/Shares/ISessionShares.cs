namespace ServerSessions.Reports;

/// <summary>
/// Links that show one view of figures without a sign-in, read-only, until they end or are revoked. What they show has the floor of docs/admin-api.md: nothing that
/// fewer than five people are behind.
/// </summary>
public interface ISessionShares
{
    /// <summary>Whether a view can be shared: it shows figures of many sessions, and <c>MapSessionShares</c> was called.</summary>
    /// <param name="view">Path of the view below the admin pattern, such as "insights/goals"; "" for the overview.</param>
    bool Includes(string view);

    /// <summary>Makes a link. Its range is fixed to whole days that are over, so that opening it again shows the same.</summary>
    /// <param name="view">Path of the view below the admin pattern, such as "insights/goals"; "" for the overview.</param>
    /// <param name="query">The query of the view, such as "?range=7d&amp;segment=device:phone"; by default the last seven days of people.</param>
    /// <param name="lifetime">Time until it ends, at most 30 days; 7 days by default.</param>
    /// <param name="by">The user that makes it, for the log.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The view cannot be shared, or the query or the lifetime is invalid.</exception>
    /// <exception cref="InvalidOperationException"><c>MapSessionShares</c> was not called, or there are 200 links already.</exception>
    ValueTask<SharedLink> CreateAsync(string view, string? query = null, TimeSpan? lifetime = null, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the links that have not ended, those that end last first.</summary>
    ValueTask<IReadOnlyList<SharedLink>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends a link at once. Returns false when there is no such link.</summary>
    /// <param name="id">Id of the link.</param>
    /// <param name="by">The user that revokes it, for the log.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<bool> RevokeAsync(string id, string? by = null, CancellationToken cancellationToken = default);
}
