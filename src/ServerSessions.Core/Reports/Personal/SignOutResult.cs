namespace ServerSessions.Reports.Personal;

/// <summary>What a sign-out has ended.</summary>
/// <param name="At">When: sign-ins from before it are refused from the next request on.</param>
/// <param name="Until">Until when they are refused at least.</param>
/// <param name="NotSignedOut">Schemes of the application whose credentials it does not end; empty for none.</param>
internal sealed record SignOutResult(DateTimeOffset At, DateTimeOffset Until, IReadOnlyList<string> NotSignedOut);
