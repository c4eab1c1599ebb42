namespace ServerSessions.Reports;

/// <summary>A person with trouble, and where it is: of several sessions, the one that shows the most of it.</summary>
public sealed record StuckPerson
{
    /// <summary>Id of the session that shows the trouble.</summary>
    public required string Session { get; init; }

    /// <summary>Pseudonym of the user; null for a visitor who is not signed in.</summary>
    public string? UserHash { get; init; }

    /// <summary>How it went on.</summary>
    public StuckState State { get; init; }

    /// <summary>What keeps the person from going on.</summary>
    public StuckCause Cause { get; init; }

    /// <summary>Name of the step with the trouble.</summary>
    public required string Step { get; init; }

    /// <summary>How often it happened at this step.</summary>
    public int Times { get; init; }

    /// <summary>Names of the fields that failed, never their values.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Policy, exception type or type of the result; null when unknown.</summary>
    public string? Detail { get; init; }

    /// <summary>W3C trace id of the newest attempt; null when there is none.</summary>
    public string? TraceId { get; init; }

    /// <summary>Friction points in all sessions of the person in the range.</summary>
    public int Friction { get; init; }

    /// <summary>Number of sessions of the person in the range that have trouble.</summary>
    public int Sessions { get; init; }

    /// <summary>Last activity of the session (UTC).</summary>
    public DateTimeOffset LastSeen { get; init; }

    /// <summary>What to do about it, in a sentence or two.</summary>
    public required string Advice { get; init; }
}
