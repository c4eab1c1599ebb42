namespace ServerSessions.Reports;

/// <summary>A saved view of the list of sessions, which everyone with access to it can open.</summary>
/// <param name="Id">Id of the view.</param>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query of the list, with its leading question mark, such as "?outcome=failed&amp;range=7d".</param>
/// <param name="SavedBy">Name of the person who saved it; null when unknown.</param>
/// <param name="Saved">When it was saved (UTC).</param>
public sealed record SavedView(string Id, string Name, string Query, string? SavedBy, DateTimeOffset Saved);
