namespace ServerSessions;

/// <summary>Kind of a response to a session.</summary>
public enum ResponseKind : byte
{
    /// <summary>Only a note is recorded.</summary>
    Observe,
    /// <summary>The application's step-up is required: a redirect to it, or 401, until it is passed.</summary>
    Challenge,
    /// <summary>A few requests a minute are let through; the others are answered 429 with Retry-After.</summary>
    Throttle,
    /// <summary>The user is signed out at the next request, on every node, and open connections are closed. Signing in again is possible.</summary>
    Revoke,
    /// <summary>Every request is answered 403 until the block ends, and open connections are closed.</summary>
    Block,
}
