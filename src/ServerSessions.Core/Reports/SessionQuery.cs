using ServerSessions.Insights;

namespace ServerSessions.Reports;

/// <summary>Selects sessions to list, newest first. Every filter is optional; filters are joined by "and".</summary>
public sealed record SessionQuery
{
    /// <summary>Maximum page size.</summary>
    public const int MaxLimit = 500;

    /// <summary>Earliest start, inclusive; null (the default) for no bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Latest start, exclusive; null (the default) for no bound.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>The user's id in the application, in clear, or its <c>user.hash</c>.</summary>
    public string? User { get; init; }

    /// <summary>The issuer of <see cref="User"/> where the id in clear is not the application's own; null (the default) where it is.</summary>
    public string? Issuer { get; init; }

    /// <summary>Pseudonym of the session key: <c>serversessions.key</c> on activities and in log scopes.</summary>
    public string? Key { get; init; }

    /// <summary>A time within the session, such as that of a log line: the session had started and was neither ended nor idle.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Class of the journey.</summary>
    public JourneyClass? Class { get; init; }

    /// <summary>Actor of the sessions; null (the default) for all.</summary>
    public SessionActor? Actor { get; init; }

    /// <summary>A segment of sessions, such as those of a cohort; null (the default) for all. One that names no actor has the sessions of all actors.</summary>
    public Segment? Segment { get; init; }

    /// <summary>Id of a rule with a finding in the session, such as "D9".</summary>
    public string? Rule { get; init; }

    /// <summary>Minimum risk, in points; null (the default) for all.</summary>
    public int? MinRisk { get; init; }

    /// <summary>Name of a step in the session.</summary>
    public string? Route { get; init; }

    /// <summary>An outcome of one of its steps.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>True: sessions with a recording only; false: those without; null (the default): both. Where nothing is recorded, no session has one.</summary>
    public bool? Recorded { get; init; }

    /// <summary>True: open sessions only; false: closed ones only; null: both.</summary>
    public bool? Live { get; init; }

    /// <summary>Cursor: <see cref="Page{T}.Next"/> of the page before. Null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>Page size, 1 to 500; 50 by default.</summary>
    public int Limit { get; init; } = 50;
}
