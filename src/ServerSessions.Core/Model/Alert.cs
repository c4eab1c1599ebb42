namespace ServerSessions;

/// <summary>
/// A finding that is sent to people: at most one for a rule and subject an hour. More evidence joins it and is not sent again, except that each rise in
/// severity is sent once, with <see cref="Finding.PreviousSeverity"/>.
/// </summary>
public sealed record Alert
{
    /// <summary>Derived from rule, subject and the time it was raised, so that an event folded twice cannot make a second alert.</summary>
    public required string Id { get; init; }

    /// <summary>What was found.</summary>
    public required Finding Finding { get; init; }

    /// <summary>What people have done about it.</summary>
    public AlertState State { get; init; }

    /// <summary>Who did what about it, when and why, oldest first; the newest 20. Null while nobody has done anything.</summary>
    public IReadOnlyList<AlertHandling>? Handling { get; init; }
}
