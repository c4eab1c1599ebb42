namespace ServerSessions;

/// <summary>
/// A finding that is listed for people and sent to webhooks and handlers: at most one for a rule and subject in an hour. More evidence joins it and is
/// not sent again, except that each rise in severity is sent once, with <see cref="Finding.PreviousSeverity"/>.
/// </summary>
public sealed record Alert
{
    /// <summary>Id of the alert. It is derived from rule, subject and the time it was raised, so that an event folded twice cannot make a second alert.</summary>
    public required string Id { get; init; }

    /// <summary>The finding.</summary>
    public required Finding Finding { get; init; }

    /// <summary>State of the alert, as people have set it.</summary>
    public AlertState State { get; init; }

    /// <summary>Actions of people on the alert, oldest first; the newest 20. Null while there are none.</summary>
    public IReadOnlyList<AlertHandling>? Handling { get; init; }
}
