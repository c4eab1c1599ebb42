namespace ServerSessions;

/// <summary>A passed step-up: it ends the challenge for this sign-in in this browser only.</summary>
/// <param name="At">Time (UTC).</param>
/// <param name="AuthSession">The authenticated session of the request; null for none.</param>
/// <param name="Key">The browser, or the client of a token; null without a cookie.</param>
/// <param name="User">The user; null when no user was signed in.</param>
public sealed record ChallengePass(DateTimeOffset At, string? AuthSession, string? Key, string? User);
