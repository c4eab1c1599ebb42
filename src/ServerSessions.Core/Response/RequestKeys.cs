using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>What a request is known by, where a decision may hold it: each under every key that it may be stored under.</summary>
/// <param name="KeyName">The browser that has sent its cookie, or the client of a token; else none.</param>
/// <param name="AuthSessionName">The authenticated session; none when nobody is signed in.</param>
/// <param name="UserName">The user.</param>
/// <param name="SignedIn">When the sign-in that it shows was made.</param>
internal readonly record struct RequestKeys(KeyedName KeyName, KeyedName AuthSessionName, KeyedName UserName, SignInTime SignedIn)
{
    public Pseudonym Key => KeyName.Pseudonym;

    public Pseudonym AuthSession => AuthSessionName.Pseudonym;

    public Pseudonym User => UserName.Pseudonym;

    public bool IsSignedIn => !AuthSession.IsNone || !User.IsNone;

    /// <summary>The sign-in, user and browser together: what a challenge is passed by.</summary>
    public PassKey Pass => new(AuthSession, Key, User);

    /// <summary>Every pseudonym of these, under whichever key.</summary>
    public IEnumerable<Pseudonym> Every() =>
        new[] { KeyName, AuthSessionName, UserName }.Where(n => !n.IsNone).SelectMany(n => n.Every ?? [n.Pseudonym]);
}
