namespace ServerSessions.Reports;

/// <summary>Saved views of the list of sessions, shared by all who may open it. The admin API uses the same service.</summary>
public interface ISessionViews
{
    /// <summary>Saves a query under a name. At most 100 views are saved, and at most 20 by one person.</summary>
    /// <param name="name">The name, of 1 to 60 characters.</param>
    /// <param name="query">
    /// The query of the list, with or without a leading question mark; a <c>range</c> stays relative to the time at which the view is opened. The filters <c>user</c>,
    /// <c>issuer</c>, <c>key</c> and <c>at</c>, a property of recorded events and a range of less than an hour can find one person and are refused, because a view
    /// outlives the erasure of that person.
    /// </param>
    /// <param name="by">Name of the person who saves it, who may delete it; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ArgumentException">The name or the query cannot be used.</exception>
    /// <exception cref="InvalidOperationException">There is a view of this name, there are 100, or 20 of this person.</exception>
    ValueTask<SavedView> SaveAsync(string name, string query, string? by = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the views, newest first.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<SavedView>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes a view.</summary>
    /// <param name="id">Id of the view.</param>
    /// <param name="by">Name of the person who deletes it, for the audit log; null when unknown.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>False when there is no such view.</returns>
    ValueTask<bool> RemoveAsync(string id, string? by = null, CancellationToken cancellationToken = default);
}
