namespace ServerSessions.Detection;

/// <summary>What D20 counts over the whole site.</summary>
internal enum SiteKind
{
    None = -1,
    LoginFailures,
    Resets,
    SignOuts,
    Denied,

    /// <summary>Sign-ins that succeed: no sign of an attack, and missing in an outage.</summary>
    LoginSuccesses,
}
