using ServerSessions.Model;

namespace ServerSessions.Response;

/// <summary>What a request is known by, where a decision may hold it: each under every key that it may be stored under.</summary>
/// <param name="KeyName">The browser that has sent its cookie, or the client of a token; else none.</param>
/// <param name="AuthSessionName">The authenticated session; none when nobody is signed in.</param>
/// <param name="UserName">The user.</param>
/// <param name="SignedIn">When the sign-in that it shows was made; null where that is not known.</param>
internal readonly record struct RequestKeys(KeyedName KeyName, KeyedName AuthSessionName, KeyedName UserName, DateTimeOffset? SignedIn)
{
    public Pseudonym Key => KeyName.Pseudonym;

    public Pseudonym AuthSession => AuthSessionName.Pseudonym;

    public Pseudonym User => UserName.Pseudonym;

    public bool IsSignedIn => !AuthSession.IsNone || !User.IsNone;

    /// <summary>Whether one of these is the browser or client, the session or the user, under whichever key.</summary>
    public bool IsAny(IReadOnlySet<Pseudonym> held) => KeyName.IsAny(held) || AuthSessionName.IsAny(held) || UserName.IsAny(held);
}
