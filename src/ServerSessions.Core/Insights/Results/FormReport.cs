namespace ServerSessions.Insights;

/// <summary>A form: a page and the change that it sends, of one route or with one event name.</summary>
public sealed record FormReport
{
    /// <summary>Route of the form, or its event name.</summary>
    public required string Form { get; init; }

    /// <summary>Number of sessions that were shown the form.</summary>
    public long Shown { get; init; }

    /// <summary>Number of those sessions that sent the form at least once.</summary>
    public long Tried { get; init; }

    /// <summary>Number of those sessions that sent the form with success.</summary>
    public long Finished { get; init; }

    /// <summary>Shown − finished: the number of unfinished tasks.</summary>
    public long Abandoned { get; init; }

    /// <summary>Number of times that the form was sent, all sessions together.</summary>
    public long Tries { get; init; }

    /// <summary>Failing fields, with the number of tries.</summary>
    public IReadOnlyList<NamedCount> FailingFields { get; init; } = [];
}
