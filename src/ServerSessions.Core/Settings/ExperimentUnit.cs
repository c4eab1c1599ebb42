namespace ServerSessions;

/// <summary>Who is assigned a variant, keeps it, and counts once.</summary>
public enum ExperimentUnit
{
    /// <summary>A browser, by its cookie. Who has none (no consent, a program with a token) gets the control and is not counted.</summary>
    Device,
    /// <summary>A signed-in user, on all devices. Who is not signed in gets the control and is not counted.</summary>
    User,
}
