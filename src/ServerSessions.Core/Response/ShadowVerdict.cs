namespace ServerSessions;

/// <summary>Verdict on a response that was only recorded, by the session's further behaviour.</summary>
public enum ShadowVerdict : byte
{
    /// <summary>Unknown: the session did nothing more, or too little for a verdict.</summary>
    Unknown,
    /// <summary>A false alarm: the session continued normally (a goal, a sign-in, or steps that went well) without further findings.</summary>
    FalseAlarm,
    /// <summary>Right: further findings followed, or most further steps were refused or failed.</summary>
    Right,
}
