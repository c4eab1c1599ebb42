namespace ServerSessions;

/// <summary>A form: shown by GET, sent by POST of the same route.</summary>
public sealed record FormReport
{
    /// <summary>Route of the form.</summary>
    public required string Form { get; init; }

    /// <summary>Sessions that were shown it.</summary>
    public long Shown { get; init; }

    /// <summary>Of those, sessions that sent it at least once.</summary>
    public long Tried { get; init; }

    /// <summary>Of those shown, sessions that sent it with success.</summary>
    public long Finished { get; init; }

    /// <summary>Shown − finished: the unfinished tasks.</summary>
    public long Abandoned { get; init; }

    /// <summary>How often it was sent, all sessions together.</summary>
    public long Tries { get; init; }

    /// <summary>Failing fields, with the number of tries.</summary>
    public IReadOnlyList<NamedCount> FailingFields { get; init; } = [];
}
