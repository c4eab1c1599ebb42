namespace ServerSessions.Response;

/// <summary>What a request is known by, where a decision may hold it.</summary>
/// <param name="Key">The browser that has sent its cookie, or the client of a token; else none.</param>
/// <param name="AuthSession">The authenticated session; none when nobody is signed in.</param>
/// <param name="User">The user.</param>
/// <param name="SignedIn">When the sign-in that it shows was made.</param>
internal readonly record struct RequestKeys(Pseudonym Key, Pseudonym AuthSession, Pseudonym User, SignInTime SignedIn)
{
    public bool IsSignedIn => !AuthSession.IsNone || !User.IsNone;

    /// <summary>The sign-in, user and browser together: what a challenge is passed by.</summary>
    public PassKey Pass => new(AuthSession, Key, User);
}
