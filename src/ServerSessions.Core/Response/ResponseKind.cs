namespace ServerSessions;

/// <summary>What is done about a session.</summary>
public enum ResponseKind : byte
{
    /// <summary>Nothing but a note that it is watched.</summary>
    Observe,
    /// <summary>The person must prove who he is, by the application's own step-up: a redirect to it, or 401, until it is passed.</summary>
    Challenge,
    /// <summary>A few requests a minute; the others are answered 429 with Retry-After.</summary>
    Throttle,
    /// <summary>Whoever is signed in is signed out at the next request, on every node; open connections are cut. Signing in again is possible.</summary>
    Revoke,
    /// <summary>Every request is answered 403 until the block ends; open connections are cut.</summary>
    Block,
}
