namespace ServerSessions.Requests;

/// <summary>Where a request came to, and from which page.</summary>
/// <param name="Host">The host that the request names.</param>
/// <param name="Own">Hosts that are this site as well.</param>
/// <param name="SameOrigin">The referrer is a page of this site.</param>
/// <param name="IsForeign">The referrer is a page of another site.</param>
internal readonly record struct SiteFacts(string? Host, OwnHosts Own, bool SameOrigin, bool IsForeign);
