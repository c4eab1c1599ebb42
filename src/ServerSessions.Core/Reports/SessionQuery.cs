namespace ServerSessions;

/// <summary>Which sessions to list, newest first. Everything is optional; filters are joined by "and".</summary>
public sealed record SessionQuery
{
    /// <summary>The largest page.</summary>
    public const int MaxLimit = 500;

    /// <summary>Earliest start, inclusive.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest start, exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The user's id in clear as the application knows it, or its <c>user.hash</c>.</summary>
    public string? User { get; init; }

    /// <summary>The issuer of <see cref="User"/> where the id in clear is not the application's own; default null: it is.</summary>
    public string? Issuer { get; init; }

    /// <summary>Pseudonym of the session key, as it stands on activities and in log scopes as <c>serversessions.key</c>.</summary>
    public string? Key { get; init; }

    /// <summary>A time within the session, such as that of a log line: started by then, and neither ended nor idle since.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What the journey came to.</summary>
    public JourneyClass? Class { get; init; }

    /// <summary>Id of a rule that found something in the session, "D9".</summary>
    public string? Rule { get; init; }

    /// <summary>Least risk.</summary>
    public int? MinRisk { get; init; }

    /// <summary>A step that it holds, by name.</summary>
    public string? Route { get; init; }

    /// <summary>An outcome that one of its steps has.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>True: open sessions only; false: closed ones only; null: both.</summary>
    public bool? Live { get; init; }

    /// <summary><see cref="Page{T}.Next"/> of the page before.</summary>
    public string? After { get; init; }

    /// <summary>Page size, 1 to 500; 50 by default.</summary>
    public int Limit { get; init; } = 50;
}
