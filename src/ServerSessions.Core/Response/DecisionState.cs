namespace ServerSessions;

/// <summary>State of a decision.</summary>
public enum DecisionState : byte
{
    /// <summary>The decision holds.</summary>
    Active,
    /// <summary>The decision has expired.</summary>
    Expired,
    /// <summary>A person or the application released it.</summary>
    Released,
    /// <summary>The challenge was passed. If it names a sign-in, it still holds against that sign-in in another browser until it expires.</summary>
    Passed,
    /// <summary>Not carried out, only recorded: its rule is in mode Shadow.</summary>
    Shadow,
    /// <summary>Not carried out: its subject is on the allow list, or signed in from a place where the user was before the attack.</summary>
    Exempt,
    /// <summary>Not carried out: its rule had reached the maximum number of decisions in this minute.</summary>
    Withheld,
    /// <summary>It gave way to more important decisions, or a later decision of its rule covers it.</summary>
    Displaced,
}
