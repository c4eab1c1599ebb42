namespace ServerSessions.Dashboard.Hosting;

/// <summary>The view that a page can share.</summary>
/// <param name="View">Path of the view below the admin pattern.</param>
/// <param name="Query">Its query, with a leading question mark; empty for none.</param>
internal sealed record ShareForm(string View, string Query);
