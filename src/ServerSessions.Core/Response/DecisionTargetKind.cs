namespace ServerSessions;

/// <summary>Kind of the pseudonym to which a decision applies.</summary>
public enum DecisionTargetKind : byte
{
    /// <summary>The browser, by its cookie, or the client of a token. A revocation applies to sign-ins from before it.</summary>
    Key,
    /// <summary>The authenticated session: a sign-in's ticket, or the tokens of one <c>sid</c> or <c>jti</c>.</summary>
    AuthSession,
    /// <summary>The user, in every session. A revocation applies to sign-ins from before it.</summary>
    User,
}
