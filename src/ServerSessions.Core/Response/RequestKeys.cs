using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>The pseudonyms of a request to which decisions can apply, each under every key that it may be stored under.</summary>
/// <param name="KeyName">The browser, if it sent its cookie, or the client of a token; otherwise none.</param>
/// <param name="AuthSessionName">The authenticated session; none when no user is signed in.</param>
/// <param name="UserName">The user.</param>
/// <param name="SignedIn">Time of the sign-in that the request shows.</param>
internal readonly record struct RequestKeys(KeyedName KeyName, KeyedName AuthSessionName, KeyedName UserName, SignInTime SignedIn)
{
    public Pseudonym Key => KeyName.Pseudonym;

    public Pseudonym AuthSession => AuthSessionName.Pseudonym;

    public Pseudonym User => UserName.Pseudonym;

    public bool IsSignedIn => !AuthSession.IsNone || !User.IsNone;

    /// <summary>Sign-in, user and browser together, by which a challenge is passed.</summary>
    public PassKey Pass => new(AuthSession, Key, User);

    /// <summary>Returns all of these pseudonyms, under every key.</summary>
    public IEnumerable<Pseudonym> Every() =>
        new[] { KeyName, AuthSessionName, UserName }.Where(n => !n.IsNone).SelectMany(n => n.All);
}
