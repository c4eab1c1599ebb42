namespace ServerSessions;

/// <summary>A step-up that was passed: the challenge is over for this sign-in in this browser, and for no other.</summary>
/// <param name="At">When (UTC).</param>
/// <param name="AuthSession">The authenticated session that the request showed; null when it showed none.</param>
/// <param name="Key">The browser or the client of a token; null when it sent no cookie.</param>
/// <param name="User">The user; null when nobody was signed in.</param>
public sealed record ChallengePass(DateTimeOffset At, string? AuthSession, string? Key, string? User);
