using ServerSessions.Journeys.People;

namespace ServerSessions.Personalization;

/// <summary>Whose journey a request asks for.</summary>
/// <param name="Key">The session's key.</param>
/// <param name="KeyKind">What the key was made from.</param>
/// <param name="User">The signed-in user; none for an anonymous request.</param>
/// <param name="MayPersonalize">Whether the visitor allows personalisation, so that earlier sessions may be read.</param>
/// <param name="Step">Name of the current request's step; null where it is no step.</param>
internal readonly record struct LiveSubject(Pseudonym Key, KeyKind KeyKind, Pseudonym User, bool MayPersonalize, string? Step)
{
    /// <summary>Whether the session is this visitor's alone. Visitors of one network with the same browser share a key of the day.</summary>
    public bool HasOwnKey => KeyKind != KeyKind.Daily;

    /// <summary>The browser; none without our cookie.</summary>
    public Pseudonym Browser => KeyKind == KeyKind.Cookie ? Key : default;

    /// <summary>The person; none for an anonymous request without our cookie, and without consent.</summary>
    public Pseudonym Person => MayPersonalize ? PersonProgress.PersonOf(User, Key, KeyKind) : default;
}
