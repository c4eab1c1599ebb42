namespace ServerSessions.Reports.Shares;

/// <summary>A shared link, without what opens it.</summary>
/// <param name="View">Path of the view below the admin pattern.</param>
/// <param name="Query">The query of the view, with its leading question mark.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Opened">Number of times that it was opened.</param>
/// <param name="LastOpened">When it was opened last.</param>
internal sealed record StoredShare(string View, string Query, DateTimeOffset Created, DateTimeOffset Until, long Opened, DateTimeOffset? LastOpened);
