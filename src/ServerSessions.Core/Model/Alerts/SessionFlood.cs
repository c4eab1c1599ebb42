namespace ServerSessions.Model.Alerts;

/// <summary>Sessions that one source opened and that did not go on.</summary>
/// <param name="From">Begin of the time in which they were opened.</param>
/// <param name="Until">Its end; a session that began then is not one of them.</param>
/// <param name="Network">Keyed hash of the source's network.</param>
/// <param name="Client">The source's client in words; null when it sent no user agent.</param>
internal readonly record struct SessionFlood(DateTimeOffset From, DateTimeOffset Until, ulong Network, string? Client);
