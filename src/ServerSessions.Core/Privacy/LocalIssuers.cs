namespace ServerSessions.Privacy;

/// <summary>
/// Issuers whose user ids are the application's own, as tokens name them in <c>iss</c>; empty by default. A user of any other issuer is a different user
/// than one with the same id of the application, and is found by issuer and id. Ids that the application itself issued
/// (<see cref="System.Security.Claims.ClaimsIdentity.DefaultIssuer"/>) are always its own.
/// </summary>
internal sealed record LocalIssuers(IReadOnlyCollection<string> Names);
