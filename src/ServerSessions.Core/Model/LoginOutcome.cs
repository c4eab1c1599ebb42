namespace ServerSessions;

/// <summary>What a request to a login endpoint came to.</summary>
public enum LoginOutcome : byte
{
    /// <summary>No login was attempted (also: the form was refused before the password was looked at).</summary>
    None,
    /// <summary>The password was wrong, the account unknown or locked.</summary>
    Failed,
    /// <summary>Somebody was signed in, or the password was right and a second factor is asked for.</summary>
    Succeeded,
    /// <summary>It cannot be told: no sign-in was seen, and this endpoint has never signed anybody in.</summary>
    Unknown,
}
