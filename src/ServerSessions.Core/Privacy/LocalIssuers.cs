namespace ServerSessions.Privacy;

/// <summary>Issuers whose user ids are the application's own, beside the application itself.</summary>
internal sealed record LocalIssuers(IReadOnlyCollection<string> Names);
