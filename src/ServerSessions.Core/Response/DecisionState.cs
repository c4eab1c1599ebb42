namespace ServerSessions;

/// <summary>What has become of a decision.</summary>
public enum DecisionState : byte
{
    /// <summary>It holds.</summary>
    Active,
    /// <summary>Its time is over.</summary>
    Expired,
    /// <summary>Somebody has taken it back.</summary>
    Released,
    /// <summary>The person has passed the challenge. Where it names a sign-in, it holds against that one in another browser until its time is over.</summary>
    Passed,
    /// <summary>Never carried out: its rule is in mode Shadow and only says what would have happened.</summary>
    Shadow,
    /// <summary>Never carried out: whom it is about is on the allow-list, or signed in from where the user was before others attacked the account.</summary>
    Exempt,
    /// <summary>Never carried out: rules had decided too much in this minute.</summary>
    Withheld,
    /// <summary>There was no room for it beside more important ones, or a later one of its rule covers it.</summary>
    Displaced,
}
