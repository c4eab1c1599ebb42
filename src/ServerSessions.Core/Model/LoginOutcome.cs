namespace ServerSessions;

/// <summary>Result of a request to a login endpoint.</summary>
public enum LoginOutcome : byte
{
    /// <summary>No login was attempted, or the form was refused before the password was checked.</summary>
    None,
    /// <summary>The password was wrong, the account unknown or locked.</summary>
    Failed,
    /// <summary>A user was signed in, or the password was right and a second factor is required.</summary>
    Succeeded,
    /// <summary>Unknown: no sign-in was observed, and this endpoint has never signed a user in.</summary>
    Unknown,
}
