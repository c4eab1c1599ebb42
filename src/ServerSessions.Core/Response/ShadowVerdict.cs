namespace ServerSessions;

/// <summary>Whether a response that was only thought of would have been right, by what its session did next.</summary>
public enum ShadowVerdict : byte
{
    /// <summary>The session did nothing more, or too little to say.</summary>
    Unknown,
    /// <summary>It went on like a customer: a goal, a sign-in, or steps that went well, and nothing more was found: the response would have been a false alarm.</summary>
    FalseAlarm,
    /// <summary>Rules found more, or most of what followed was refused or failed: the response would have been right.</summary>
    Right,
}
