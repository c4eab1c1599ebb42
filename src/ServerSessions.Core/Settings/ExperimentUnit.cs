namespace ServerSessions;

/// <summary>The unit of an experiment: it is assigned a variant, keeps it, and counts once.</summary>
public enum ExperimentUnit
{
    /// <summary>A browser, by its cookie. A client without the cookie (no consent, a program with a token) gets the control and is not counted.</summary>
    Device,
    /// <summary>A signed-in user, on all devices. A visitor who is not signed in gets the control and is not counted.</summary>
    User,
}
