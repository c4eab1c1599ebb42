namespace ServerSessions.Model.Alerts;

/// <summary>A sign-in that a finding about an account or a user is about.</summary>
/// <param name="Session">The session in which it was seen.</param>
/// <param name="AuthSession">The authenticated session that it made, or that was presented.</param>
/// <param name="User">The user; none where the event did not show one.</param>
internal readonly record struct FoundSignIn(SessionId Session, Pseudonym AuthSession, Pseudonym User);
