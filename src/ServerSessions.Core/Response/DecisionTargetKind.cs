namespace ServerSessions;

/// <summary>What a decision holds a session by.</summary>
public enum DecisionTargetKind : byte
{
    /// <summary>The browser, by its cookie, or the client of a token. A revocation concerns only what was signed in before it.</summary>
    Key,
    /// <summary>The authenticated session: a sign-in's ticket, or the tokens of one <c>sid</c> or <c>jti</c>.</summary>
    AuthSession,
    /// <summary>The user, wherever. A revocation concerns only what was signed in before it.</summary>
    User,
}
